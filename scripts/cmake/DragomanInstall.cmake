# cmake --install: the program, the public headers, the scenarios, the configs and a package, so that
#
#   find_package(dragoman REQUIRED)
#   target_link_libraries(mine PRIVATE dragoman::engine)
#
# works from any prefix.
include(CMakePackageConfigHelpers)

# One archive of all object files. The package links it whole (dragoman-config.cmake.in), because the
# linker would leave out the mechanisms, strategies and protocols that only register themselves.
add_library(dragoman_archive STATIC)
target_link_libraries(dragoman_archive
  PUBLIC Eigen3::Eigen nlohmann_json::nlohmann_json Threads::Threads
  PRIVATE yaml-cpp EXPAT::EXPAT spdlog::spdlog SQLite::SQLite3)
get_property(libraries GLOBAL PROPERTY DRAGOMAN_MODEL_LIBRARIES)
get_property(outer_libraries GLOBAL PROPERTY DRAGOMAN_OUTER_LIBRARIES)
foreach(library IN LISTS libraries outer_libraries)
  target_sources(dragoman_archive PRIVATE $<TARGET_OBJECTS:${library}>)
endforeach()
get_property(headers GLOBAL PROPERTY DRAGOMAN_PUBLIC_HEADERS)
target_sources(dragoman_archive PUBLIC
  FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${headers}
  FILE_SET generated_headers TYPE HEADERS BASE_DIRS "${PROJECT_BINARY_DIR}/generated"
    FILES "${PROJECT_BINARY_DIR}/generated/engine/core/version.h")
# An installed header's inline functions are compiled by the user with the model's flags.
target_compile_options(dragoman_archive INTERFACE -ffp-contract=off -fno-math-errno)
target_compile_definitions(dragoman_archive INTERFACE EIGEN_DONT_VECTORIZE)
target_compile_features(dragoman_archive INTERFACE cxx_std_20)
set_target_properties(dragoman_archive PROPERTIES
  OUTPUT_NAME dragoman EXPORT_NAME archive LINKER_LANGUAGE CXX)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/dragoman")
if(TARGET dragoman)
  install(TARGETS dragoman)
endif()
install(TARGETS dragoman_archive EXPORT dragoman-targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/dragoman"
  FILE_SET generated_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/dragoman")
install(EXPORT dragoman-targets NAMESPACE dragoman:: DESTINATION "${package_dir}")
# Scenarios with all folders below (domains, observed outcomes), and how to run them; side by side as
# in the project, since files of configs/ name domains by relative paths.
foreach(folder scenarios configs)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}")
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/${folder}/"
      DESTINATION "${CMAKE_INSTALL_DATADIR}/dragoman/${folder}"
      FILES_MATCHING PATTERN "*.yaml" PATTERN "*.xml")
  endif()
endforeach()

configure_package_config_file("${PROJECT_SOURCE_DIR}/scripts/cmake/dragoman-config.cmake.in"
  "${PROJECT_BINARY_DIR}/dragoman-config.cmake"
  INSTALL_DESTINATION "${package_dir}" PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/dragoman-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/dragoman-config.cmake"
  "${PROJECT_BINARY_DIR}/dragoman-config-version.cmake"
  DESTINATION "${package_dir}")
