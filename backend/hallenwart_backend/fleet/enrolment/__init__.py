"""Who belongs to the fleet: devices, their certificates and tickets; enrolment, renewal, revocation."""
