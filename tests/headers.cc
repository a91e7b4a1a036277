// Holds nothing: beside it CMake compiles the headers that all tests include.
