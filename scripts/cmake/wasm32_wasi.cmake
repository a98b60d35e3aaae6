# WebAssembly with Debian's clang-19, wasi-libc and libc++ (scripts/setup wasm installs them).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
# Debian's libc++ for WebAssembly has no exceptions, and nothing here needs RTTI. Engines inline no
# function of a module, so the linker does (-flto). All else is what every browser has since 2021.
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++ -fno-exceptions -fno-rtti -flto")
string(APPEND CMAKE_CXX_FLAGS_INIT " -fno-threadsafe-statics -fno-c++-static-destructors")
string(APPEND CMAKE_CXX_FLAGS_INIT " -msimd128 -mbulk-memory -mnontrapping-fptoint -msign-ext")
# Programs of the target do not run here.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
