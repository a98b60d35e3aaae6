// A library of precompiled headers needs one source file.
