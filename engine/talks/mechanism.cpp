#include "engine/talks/mechanism.h"

#include "engine/core/sort.h"

namespace dragoman {
namespace {

std::vector<std::unique_ptr<MechanismEntry>>& MechanismTable() {
  static std::vector<std::unique_ptr<MechanismEntry>> table;
  return table;
}

std::vector<const MechanismEntry*>& SortedMechanisms() {
  static std::vector<const MechanismEntry*> sorted;
  return sorted;
}

int MechanismNumber(std::string_view id) {
  int number = 0;
  for (const char c : id) {
    if (c >= '0' && c <= '9') number = 10 * number + (c - '0');
  }
  return number;
}

}  // namespace

void AddMechanism(const MechanismInfo& info, decltype(MechanismEntry::make_options) make_options,
                  decltype(MechanismEntry::build) build) {
  DRAGOMAN_ASSERT(FindMechanism(info.id) == nullptr);
  MechanismTable().push_back(
      std::make_unique<MechanismEntry>(MechanismEntry{info, make_options, build}));
  auto& sorted = SortedMechanisms();
  sorted.push_back(MechanismTable().back().get());
  SortFew(sorted.begin(), sorted.end(), [](const MechanismEntry* a, const MechanismEntry* b) {
    return MechanismNumber(a->info.id) < MechanismNumber(b->info.id);
  });
}

const std::vector<const MechanismEntry*>& RegisteredMechanisms() { return SortedMechanisms(); }

const MechanismEntry* FindMechanism(std::string_view id_or_name) {
  for (const MechanismEntry* entry : SortedMechanisms()) {
    if (entry->info.id == id_or_name || entry->info.name == id_or_name) return entry;
  }
  return nullptr;
}

}  // namespace dragoman
