# A page is downloaded: what runs once for each scenario, or seldom, is compiled to be small. What
# every run goes through keeps -O2.
function(dragoman_compile_files option)
  foreach(file IN LISTS ARGN)
    get_filename_component(folder "${file}" DIRECTORY)
    get_filename_component(library "${folder}" NAME)
    set_source_files_properties("${CMAKE_CURRENT_SOURCE_DIR}/${file}"
      TARGET_DIRECTORY dragoman_${library} PROPERTIES COMPILE_OPTIONS ${option})
  endforeach()
endfunction()

foreach(folder IN ITEMS wire scenario backtest strategies negmas acceptances)
  target_compile_options(dragoman_${folder} PRIVATE -Oz)
endforeach()
target_compile_options(dragoman_mechanisms PRIVATE -Os)
dragoman_compile_files(-Oz
  core/text.cpp core/issue.cpp core/condition.cpp
  preferences/derivation_compile.cpp preferences/derivation_positions.cpp preferences/trace.cpp
  preferences/domain.cpp preferences/utility_function.cpp preferences/coded_position.cpp
  bargaining/acceptance_text.cpp bargaining/registry.cpp bargaining/protocol_terms.cpp
  bargaining/opponent_model.cpp bargaining/other_parties.cpp bargaining/sorted_index.cpp
  talks/model.cpp talks/mechanism.cpp)
dragoman_compile_files(-O2
  scenario/runner.cpp bargaining/strategies/aspiration.cpp
  talks/mechanisms/m01_outside_option.cpp talks/mechanisms/m03_misrepresentation.cpp
  talks/mechanisms/m15_trust.cpp)
