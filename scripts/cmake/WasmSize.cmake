# A page is downloaded, so the module holds what talks can use, compiled to be small; what every run
# goes through is compiled to be fast. Results depend on neither.

# dragoman_wasm_files(PROPERTY VALUE FILE...): of engine/ FOLDERS/LIBRARY/NAME.cpp
function(dragoman_wasm_files property value)
  foreach(file IN LISTS ARGN)
    cmake_path(GET file PARENT_PATH folder)
    cmake_path(GET folder FILENAME library)
    cmake_path(ABSOLUTE_PATH file)
    if(NOT EXISTS "${file}")
      message(FATAL_ERROR "WasmSize.cmake: there is no ${file}")
    endif()
    set_source_files_properties("${file}"
      TARGET_DIRECTORY dragoman_${library} PROPERTIES ${property} ${value})
  endforeach()
endfunction()

# Tactics register themselves, so the linker keeps them whether or not they can be named. In talks
# nobody can name an acceptance, a tactic that needs parameters or the presets that copy another
# tool's, nor a protocol that seats the parties anew for each issue.
file(GLOB left_out RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" bargaining/strategies/*.cpp)
list(FILTER left_out EXCLUDE REGEX "/aspiration\\.cpp$")
dragoman_wasm_files(HEADER_FILE_ONLY ON ${left_out} bargaining/protocols/agenda.cpp)

# Constants that a call borrows, such as the fields of a struct, lie in the data as they are rather
# than being written to the stack word by word (nobody compares their addresses). A virtual function
# that nobody calls, such as the copying of a mechanism's options, is left out.
foreach(library IN LISTS model_libraries ITEMS dragoman_wire)
  target_compile_options(${library} PRIVATE -Oz -fmerge-all-constants
    -fwhole-program-vtables -fvirtual-function-elimination)
endforeach()
# As a library's, so that malloc() is not built into whoever calls it.
target_compile_options(dragoman_wasm PRIVATE -Oz -fno-lto)
dragoman_wasm_files(COMPILE_OPTIONS -O2
  core/portable_math.cpp core/random.cpp
  bargaining/concession.cpp bargaining/package_search.cpp bargaining/sitting.cpp
  bargaining/protocols/floor.cpp bargaining/protocols/simultaneous_proposals.cpp
  bargaining/strategies/aspiration.cpp
  talks/gain.cpp talks/sittings.cpp talks/talks.cpp
  scenario/runner.cpp)
