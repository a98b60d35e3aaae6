#pragma once

#include <string>
#include <string_view>

namespace dragoman::testing_support {

/// SHA-256 (FIPS 180-4) of `bytes`, in lower-case hexadecimal: reference vectors name results by
/// it.
std::string Sha256(std::string_view bytes);

}  // namespace dragoman::testing_support
