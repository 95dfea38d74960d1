"""What lockers are told of rights: codes, demands, the list of each locker."""
