# cmake -DPROGRAM=... -DEXPECTED=... -P compare.cmake: the program prints exactly the expected line.
execute_process(COMMAND "${PROGRAM}" OUTPUT_VARIABLE actual RESULT_VARIABLE status
  OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} failed: ${status}")
endif()
file(READ "${EXPECTED}" expected)
string(STRIP "${expected}" expected)
if(NOT actual STREQUAL expected)
  message(FATAL_ERROR "expected ${expected} (${EXPECTED}), got ${actual}")
endif()
