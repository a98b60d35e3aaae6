# Debian 12's packages (scripts/setup installs them).
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
if(NOT DRAGOMAN_MODEL_ONLY)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(yaml-cpp 0.7 REQUIRED)
  find_package(spdlog 1.10 REQUIRED)
  find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
  find_package(Threads REQUIRED)
endif()
