# Compiler flags, as targets: what the model needs to give the same numbers everywhere, warnings,
# and the options that hold for every target.

# Every folder that sees the model's headers compiles them with the same flags: an inline function
# is one function, whichever object file the linker takes it from.
add_library(dragoman_model_flags INTERFACE)
add_library(dragoman::model_flags ALIAS dragoman_model_flags)
target_compile_options(dragoman_model_flags INTERFACE
  -ffp-contract=off # a fused multiply-add rounds once instead of twice
  -fno-math-errno)
# Eigen's sums depend on the packet width, which differs between SSE2, AVX and WebAssembly.
target_compile_definitions(dragoman_model_flags INTERFACE EIGEN_DONT_VECTORIZE)

add_library(dragoman_warnings INTERFACE)
add_library(dragoman::warnings ALIAS dragoman_warnings)
target_compile_options(dragoman_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic
  # g++ 12 sees overlaps and overflows in std::string's operator+ that are not there (GCC bugs 105651
  # and 105329). Two more depend on what the optimiser happens to inline: shown, never errors.
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-stringop-overflow>"
  # In clang -Wconversion includes -Wsign-conversion; let it mean the same with both compilers.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>
  # libstdc++ 12's std::stable_sort calls its own deprecated std::get_temporary_buffer.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${DRAGOMAN_WERROR}>:-Werror>
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-error=array-bounds;-Wno-error=maybe-uninitialized>")

if(DRAGOMAN_WASM)
  # What a page's engine never does: throw, print, read files.
  add_compile_definitions(JSON_NOEXCEPTION JSON_NO_IO JSON_HAS_FILESYSTEM=0)
  # It is downloaded: engine/core/sort.h and the registries say what that changes.
  add_compile_definitions(DRAGOMAN_SMALL_CODE)
  # Sizes have 32 bits there; counts that have 64 are of what fits into memory.
  target_compile_options(dragoman_warnings INTERFACE -Wno-shorten-64-to-32)
endif()

# __FILE__ does not depend on where the clone lies.
add_compile_options("-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")

if(DRAGOMAN_SANITIZE)
  add_compile_options(-fsanitize=${DRAGOMAN_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DRAGOMAN_SANITIZE})
  add_compile_definitions(DRAGOMAN_SANITIZED) # read by tests/support/runs.h
endif()

if(DRAGOMAN_FUZZ)
  # Coverage counters in every object; the fuzz targets alone link libFuzzer's main().
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# ccache is a bonus: used where it is installed, never needed.
find_program(DRAGOMAN_CCACHE ccache)
mark_as_advanced(DRAGOMAN_CCACHE)
if(DRAGOMAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros
    "${DRAGOMAN_CCACHE}")
endif()
