"""What people do at fire sensors: silence, reset, disable, walk, drill, and the proposals that bookings give rise to."""
