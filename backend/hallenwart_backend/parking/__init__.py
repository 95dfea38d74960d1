"""Car parks at halls: what their sensors say, permits that come with a booking, and wardens who check them."""
