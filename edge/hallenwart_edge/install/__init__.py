"""What a Raspberry Pi needs around the agent: units, device names, care for its card. Written, shown as a diff, taken back."""
