"""One file per device family; the only files that import gpiozero or serial."""
