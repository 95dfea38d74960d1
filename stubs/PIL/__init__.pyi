# What this project uses of Pillow 13.
