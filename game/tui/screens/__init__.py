"""The screens of the app, one a file, imported when first shown."""
