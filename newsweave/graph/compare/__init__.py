"""Whether two names fit one bearer."""
