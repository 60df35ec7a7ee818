"""How dates are typed and shown where Django formats them itself (the admin); FORMAT_MODULE_PATH."""
