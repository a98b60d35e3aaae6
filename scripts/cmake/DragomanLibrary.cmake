# One object library per folder.

# dragoman_library(NAME
#   [MODEL]             the folder lies above the line (it is part of dragoman::model)
#   [PROGRAM]           the folder belongs to a program and not to dragoman::engine
#   [SOURCES file...]   default: every *.cpp of the folder and of its internal/ but main.cpp
#   [DEPENDS target...] libraries whose headers this folder's headers show
#   [PRIVATE_DEPENDS target...] libraries that only this folder's .cpp files see)
#
# Makes dragoman_NAME (an OBJECT library; dragoman::NAME) of the calling folder. Objects, because the
# linker would drop a self-registering file from a static library. Objects do not travel through a
# chain of object libraries, so dragoman::model and dragoman::engine gather them (engine/CMakeLists.txt).
function(dragoman_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "MODEL;PROGRAM" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dragoman_library(${name}): unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target dragoman_${name})

  if(NOT arg_SOURCES)
    file(GLOB arg_SOURCES CONFIGURE_DEPENDS *.cpp internal/*.cpp)
    list(FILTER arg_SOURCES EXCLUDE REGEX "/main\\.cpp$")
  endif()
  file(GLOB public_headers CONFIGURE_DEPENDS *.h)
  file(GLOB private_headers CONFIGURE_DEPENDS internal/*.h)
  if(NOT arg_SOURCES)
    # A folder of headers only: an object library needs one source.
    set(placeholder "${CMAKE_CURRENT_BINARY_DIR}/no_sources.cpp")
    file(CONFIGURE OUTPUT "${placeholder}" CONTENT "// This folder has headers only.\n")
    set(arg_SOURCES "${placeholder}")
  endif()

  add_library(${target} OBJECT ${arg_SOURCES} ${private_headers})
  add_library(dragoman::${name} ALIAS ${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS
    BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${public_headers})
  target_link_libraries(${target}
    PUBLIC dragoman_model_flags ${arg_DEPENDS}
    PRIVATE dragoman_warnings ${arg_PRIVATE_DEPENDS})

  if(arg_MODEL)
    set_property(GLOBAL APPEND PROPERTY DRAGOMAN_MODEL_LIBRARIES ${target})
  elseif(NOT arg_PROGRAM)
    set_property(GLOBAL APPEND PROPERTY DRAGOMAN_OUTER_LIBRARIES ${target})
  endif()
  if(NOT arg_PROGRAM)
    set_property(GLOBAL APPEND PROPERTY DRAGOMAN_PUBLIC_HEADERS ${public_headers})
  endif()
endfunction()

# dragoman_gather(NAME LIBRARIES library... [HEADERS target...] [LINK target...])
#
# Makes dragoman::NAME, which gives whoever links it the headers and the object files of LIBRARIES,
# and dragoman::NAME_headers, which gives the headers and flags alone.
function(dragoman_gather name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES;HEADERS;LINK")
  add_library(dragoman_${name}_headers INTERFACE)
  add_library(dragoman::${name}_headers ALIAS dragoman_${name}_headers)
  target_link_libraries(dragoman_${name}_headers INTERFACE ${arg_LIBRARIES} ${arg_HEADERS})

  add_library(dragoman_${name} INTERFACE)
  add_library(dragoman::${name} ALIAS dragoman_${name})
  target_link_libraries(dragoman_${name} INTERFACE dragoman_${name}_headers ${arg_LINK})
  foreach(library IN LISTS arg_LIBRARIES)
    target_sources(dragoman_${name} INTERFACE $<TARGET_OBJECTS:${library}>)
  endforeach()
endfunction()
