# Files carried in the program, so that an installed program needs nothing beside itself.

# dragoman_embed(TARGET FUNCTION HEADER [FILES file...] [NAMES name...])
#
# Adds a source to TARGET that defines, as HEADER declares it in namespace dragoman,
#
#   std::span<const EmbeddedFile> FUNCTION();
#
# with one entry for each of FILES under its name of NAMES (default: the file's name). A file may be
# made by the build; TARGET must then depend on what makes it.
#
# The assembler takes the bytes in (.incbin): no tool besides the compiler, and no time to speak of
# for half a megabyte, of which a compiler would make an array item by item.
function(dragoman_embed target function header)
  cmake_parse_arguments(PARSE_ARGV 3 arg "" "" "FILES;NAMES")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded/${function}.cpp")
  set(assembly "")
  set(declarations "")
  set(entries "")
  set(k 0)
  foreach(file IN LISTS arg_FILES)
    if(arg_NAMES)
      list(GET arg_NAMES ${k} name)
    else()
      get_filename_component(name "${file}" NAME)
    endif()
    set(symbol "dragoman_${function}_${k}")
    string(REPLACE "\\" "\\\\" path "${file}")
    string(REPLACE "\"" "\\\"" path "${path}")
    string(APPEND assembly
      "${symbol}:\n.incbin \"${path}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND entries
      "      {\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR k "${k} + 1")
  endforeach()
  if(k EQUAL 0)
    set(body "  return {};\n")
  else()
    set(body "  static const std::array<EmbeddedFile, ${k}> files = {{\n${entries}  }};\n  return files;\n")
  endif()
  set(text "// Written by dragoman_embed (scripts/cmake/DragomanEmbed.cmake).\n#include <array>\n\n")
  string(APPEND text "#include \"${header}\"\n\n")
  if(k GREATER 0)
    string(APPEND text
      "asm(R\"(\n.pushsection .rodata\n.balign 16\n${assembly}.popsection\n)\");\n\n"
      "extern \"C\" {\n${declarations}}\n\n")
  endif()
  string(APPEND text
    "namespace dragoman {\n\nstd::span<const EmbeddedFile> ${function}() {\n${body}}\n\n"
    "}  // namespace dragoman\n")
  file(CONFIGURE OUTPUT "${source}" CONTENT "${text}" @ONLY)
  # Alone, since its symbols are known in one object only; and compiled again when a file changes,
  # which the compiler's own list of dependencies does not tell.
  set_source_files_properties("${source}" PROPERTIES
    SKIP_UNITY_BUILD_INCLUSION ON OBJECT_DEPENDS "${arg_FILES}")
  target_sources(${target} PRIVATE "${source}")
endfunction()
