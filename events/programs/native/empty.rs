// Cargo asks for a source file; the program is in main.c.
