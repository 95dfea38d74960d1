"""Whether the way from sensors to people works: proved daily, told outside, watched."""
