#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "engine/wire/tactic_text.h"

namespace dragoman {
namespace {

/// Texts of strategies and protocols. What can be made writes itself as a text that makes the same.
template <class Made>
void CheckWritten(const std::string& name, Made* made,
                  Checked<std::unique_ptr<Made>> (*make)(std::string_view)) {
  const std::string text = WriteTactic(name, FieldVisitor::RefTo(made));
  const auto again = make(text);
  if (!again.ok()) std::abort();
  if (WriteTactic(name, FieldVisitor::RefTo(again->get())) != text) std::abort();
}

void TryText(std::string_view text) {
  for (const std::string& part : SplitTactics(text)) (void)ParseTactic(part);
  if (const auto strategy = MakeStrategy(text); strategy.ok()) {
    const auto written = ParseStrategy(text);
    if (!written->acceptance) {
      CheckWritten<Strategy>(written->strategy.name, strategy->get(), MakeStrategy);
    }
  }
  if (const auto protocol = MakeProtocol(text); protocol.ok()) {
    CheckWritten<Protocol>(ParseTactic(text)->name, protocol->get(), MakeProtocol);
  }
}

}  // namespace
}  // namespace dragoman

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dragoman::TryText({reinterpret_cast<const char*>(data), size});
  return 0;
}
