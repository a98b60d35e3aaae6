#include "engine/core/name_index.h"

#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::size_t kFirstSlots = 16;

}  // namespace

std::size_t NameIndex::Add(std::string_view name, std::size_t number) {
  if (2 * entries_.size() >= slots_.size()) Grow();
  const std::size_t slot = SlotOf(name);
  if (slots_[slot] != 0) return entries_[slots_[slot] - 1].number;
  entries_.push_back({std::string(name), number});
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  return kNone;
}

std::size_t NameIndex::Find(std::string_view name) const {
  if (slots_.empty()) return kNone;
  const std::uint32_t entry = slots_[SlotOf(name)];
  return entry == 0 ? kNone : entries_[entry - 1].number;
}

std::size_t NameIndex::SlotOf(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = HashBytes(name) & mask;
  while (slots_[slot] != 0 && entries_[slots_[slot] - 1].name != name) slot = (slot + 1) & mask;
  return slot;
}

void NameIndex::Grow() {
  slots_.assign(slots_.empty() ? kFirstSlots : 2 * slots_.size(), 0);
  for (std::size_t k = 0; k < entries_.size(); ++k) {
    slots_[SlotOf(entries_[k].name)] = static_cast<std::uint32_t>(k + 1);
  }
}

}  // namespace dragoman
