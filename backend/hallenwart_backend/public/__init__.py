"""What all pages for everybody share: one frame, one navigation, one way to answer. They work without script."""
