#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/document_fuzz.h"

/// Hostile JSON and --set options never crash the reader, hang it, or pass unreported what does not
/// read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dragoman::testing_support::ReadDocument({reinterpret_cast<const char*>(data), size},
                                          dragoman::TextFormat::kJson);
  return 0;
}
