# Test executables: one per folder of tests/.
include(GoogleTest)

# What every test may use: paths, and where the program lies.
add_library(dragoman_test_settings INTERFACE)
target_compile_definitions(dragoman_test_settings INTERFACE
  "DRAGOMAN_SHARED_DIR=\"${DRAGOMAN_SHARED_DIR}\""
  "DRAGOMAN_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\""
  "DRAGOMAN_PROGRAM=\"${PROJECT_BINARY_DIR}/dragoman\"")
# A test's own code need not be fast, but it is compiled often. The engine keeps its -O3. Under
# sanitizers not optimizing takes three quarters off the time of the compiler, and adds none to the
# tests': they spend it in the engine.
target_compile_options(dragoman_test_settings INTERFACE $<$<CONFIG:Release>:-O1>)
if(DRAGOMAN_SANITIZE)
  target_compile_options(dragoman_test_settings INTERFACE -O0)
endif()
target_link_libraries(dragoman_test_settings INTERFACE
  dragoman_cli dragoman::engine_headers dragoman_warnings GTest::gmock)

# Helpers shared by the tests (tests/support/), and the precompiled header of all test executables.
file(GLOB support_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/support/*.cpp")
add_library(dragoman_test_support OBJECT
  "${PROJECT_SOURCE_DIR}/scripts/cmake/precompiled_anchor.cpp" ${support_sources})
target_link_libraries(dragoman_test_support PUBLIC dragoman_test_settings)
target_precompile_headers(dragoman_test_support PRIVATE
  <gmock/gmock.h> <gtest/gtest.h>
  <algorithm> <array> <cmath> <cstdint> <filesystem> <fstream> <map> <memory> <optional> <set>
  <sstream> <string> <string_view> <utility> <variant> <vector>)

# dragoman_test(NAME [FOLDER folder] [TIMEOUT seconds] [SLOW_TIMEOUT seconds])
#
# Makes test_NAME of tests/FOLDER/*_test.cpp (FOLDER defaults to NAME) and registers each of its
# tests with ctest. Files named *_slow_test.cpp go into test_NAME_slow, whose tests have the label
# `slow` (left out of the sanitizer runs). A folder without such files makes no executable.
#
# With DRAGOMAN_TEST_SHARDS = N > 0 ctest sees N shares of each executable instead of its single
# tests: under a sanitizer most of a short test's time is the start of its process.
function(dragoman_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;TIMEOUT;SLOW_TIMEOUT" "")
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  if(NOT arg_SLOW_TIMEOUT)
    set(arg_SLOW_TIMEOUT 300)
  endif()
  file(GLOB tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${arg_FOLDER}/*_test.cpp")
  set(slow_tests ${tests})
  list(FILTER slow_tests INCLUDE REGEX "_slow_test\\.cpp$")
  list(FILTER tests EXCLUDE REGEX "_slow_test\\.cpp$")
  _dragoman_test_executable(test_${name} "${tests}" ${arg_TIMEOUT} "")
  _dragoman_test_executable(test_${name}_slow "${slow_tests}" ${arg_SLOW_TIMEOUT} slow)
endfunction()

function(_dragoman_test_executable target sources timeout label)
  if(NOT sources)
    return()
  endif()
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE
    dragoman_test_support dragoman::program_parts GTest::gmock_main)
  target_precompile_headers(${target} REUSE_FROM dragoman_test_support)
  # Test files define the same small helpers again and again; they are not written for unity builds.
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${DRAGOMAN_UNITY_TESTS})
  if(TARGET dragoman)
    add_dependencies(${target} dragoman)
  endif()
  if(DRAGOMAN_TEST_SHARDS GREATER 0)
    math(EXPR last "${DRAGOMAN_TEST_SHARDS} - 1")
    foreach(shard RANGE ${last})
      set(test ${target}.${shard})
      add_test(NAME ${test} COMMAND ${target} --gtest_brief=1
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
      set_tests_properties(${test} PROPERTIES TIMEOUT 900 LABELS "${label}" ENVIRONMENT
        "GTEST_TOTAL_SHARDS=${DRAGOMAN_TEST_SHARDS};GTEST_SHARD_INDEX=${shard}")
    endforeach()
    return()
  endif()
  gtest_discover_tests(${target}
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${timeout} LABELS "${label}")
endfunction()
