#include "engine/bargaining/acceptance.h"

#include <algorithm>

namespace dragoman {
namespace {

std::vector<AcceptanceEntry>& AcceptanceTable() {
  static std::vector<AcceptanceEntry> table;
  return table;
}

}  // namespace

void Acceptance::Begin(const Seat&) {}
void Acceptance::Serialize(FieldVisitor*) {}
Diagnostics Acceptance::Check(std::string_view) const { return {}; }

std::vector<AcceptanceEntry> RegisteredAcceptances() {
  std::vector<AcceptanceEntry> entries = AcceptanceTable();
  std::sort(entries.begin(), entries.end(), [](const AcceptanceEntry& a, const AcceptanceEntry& b) {
    return a.info.name < b.info.name;
  });
  return entries;
}

const AcceptanceEntry* FindAcceptance(std::string_view name) {
  for (const AcceptanceEntry& entry : AcceptanceTable()) {
    if (entry.info.name == name) return &entry;
  }
  return nullptr;
}

void AddAcceptance(const AcceptanceEntry& entry) {
  DRAGOMAN_ASSERT(FindAcceptance(entry.info.name) == nullptr);
  AcceptanceTable().push_back(entry);
}

}  // namespace dragoman
