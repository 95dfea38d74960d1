"""What a club says of itself, and what its bookings say of its times."""
