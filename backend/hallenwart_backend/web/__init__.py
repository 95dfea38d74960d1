"""HTTP and WebSocket: the app, its errors, headers and pages."""
