"""Places to leave something, as parking platforms read them: lockers and car parks, in the words of ParkAPI and DATEX II."""
