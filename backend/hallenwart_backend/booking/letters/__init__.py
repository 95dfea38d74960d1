"""What people are told of bookings: from news to letters of the one queue, as each person wants them."""
