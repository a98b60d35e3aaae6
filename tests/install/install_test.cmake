# Run by ctest (CMakeLists.txt beside this file passes the variables).
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\nfailed (${status}):\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
set(prefix "${WORK_DIR}/prefix of dragoman")
run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${prefix}" --config "${CONFIG}")

# Everything that scenarios/ and configs/ hold for a user.
file(GLOB_RECURSE data RELATIVE "${PROJECT_DIR}"
  "${PROJECT_DIR}/scenarios/*.yaml" "${PROJECT_DIR}/scenarios/*.xml" "${PROJECT_DIR}/configs/*.yaml")
foreach(kind "^scenarios/[^/]+[.]yaml$" "^scenarios/domains/.*[.]xml$" "^configs/.*[.]yaml$")
  set(found ${data})
  list(FILTER found INCLUDE REGEX "${kind}")
  if(NOT found)
    message(FATAL_ERROR "the project holds no ${kind} to install")
  endif()
endforeach()
list(TRANSFORM data PREPEND "share/dragoman/")
foreach(path bin/dragoman include/dragoman/engine/core/version.h include/dragoman/engine/io/load.h
    ${data})
  if(NOT EXISTS "${prefix}/${path}")
    message(FATAL_ERROR "not installed: ${path}")
  endif()
endforeach()

set(flags "")
if(SANITIZE)
  set(flags "-fsanitize=${SANITIZE}")
endif()
run("${CMAKE_COMMAND}" -S "${SOURCE_DIR}/consumer" -B "${WORK_DIR}/build" -G "${GENERATOR}"
  "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_BUILD_TYPE=${CONFIG}"
  "-DCMAKE_CXX_FLAGS=${flags}")
run("${CMAKE_COMMAND}" --build "${WORK_DIR}/build" --config "${CONFIG}")

# The consumer prints one line for each mechanism, strategy and protocol that registered itself; the
# installed program must know the same number, so none was dropped by the linker.
run("${WORK_DIR}/build/consumer")
string(REGEX MATCHALL "[^\n]+\n" consumer_lines "${output}")
list(LENGTH consumer_lines consumer_count)
set(program_count 0)
foreach(kind mechanisms strategies protocols)
  run("${prefix}/bin/dragoman" list ${kind} --json)
  string(REGEX MATCHALL "\"name\":" names "${output}")
  list(LENGTH names count)
  if(count EQUAL 0)
    message(FATAL_ERROR "dragoman list ${kind} --json names none:\n${output}")
  endif()
  math(EXPR program_count "${program_count} + ${count}")
endforeach()
if(NOT consumer_count EQUAL program_count)
  message(FATAL_ERROR "the consumer sees ${consumer_count} registered parts, the program ${program_count}")
endif()

# The installed files find each other.
set(shared "${prefix}/share/dragoman")
file(GLOB configs "${shared}/configs/*.yaml")
foreach(config IN LISTS configs)
  run("${prefix}/bin/dragoman" validate "${config}")
endforeach()
run("${prefix}/bin/dragoman" analyze "${shared}/scenarios/domains/bridge.xml"
  "${shared}/scenarios/domains/bridge-east.xml" "${shared}/scenarios/domains/bridge-west.xml")
