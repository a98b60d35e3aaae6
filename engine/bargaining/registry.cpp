#include "engine/bargaining/registry.h"

#include "engine/core/sort.h"

namespace dragoman {
namespace {

std::vector<StrategyEntry>& StrategyTable() {
  static std::vector<StrategyEntry> table;
  return table;
}

std::vector<ProtocolEntry>& ProtocolTable() {
  static std::vector<ProtocolEntry> table;
  return table;
}

// Registration order is the linker's; lists are shown by name.
template <class Entry>
std::vector<Entry> SortedByName(std::vector<Entry> entries) {
  SortFew(entries.begin(), entries.end(),
          [](const Entry& a, const Entry& b) { return a.info.name < b.info.name; });
  return entries;
}

template <class Entry>
const Entry* FindEntry(const std::vector<Entry>& entries, std::string_view name) {
  for (const Entry& entry : entries) {
    if (entry.info.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace

std::vector<StrategyEntry> RegisteredStrategies() { return SortedByName(StrategyTable()); }
std::vector<ProtocolEntry> RegisteredProtocols() { return SortedByName(ProtocolTable()); }

const StrategyEntry* FindStrategy(std::string_view name) {
  return FindEntry(StrategyTable(), name);
}
const ProtocolEntry* FindProtocol(std::string_view name) {
  return FindEntry(ProtocolTable(), name);
}

void AddStrategy(const StrategyEntry& entry) {
  DRAGOMAN_ASSERT(FindStrategy(entry.info.name) == nullptr);
  StrategyTable().push_back(entry);
}

void AddProtocol(const ProtocolEntry& entry) {
  DRAGOMAN_ASSERT(FindProtocol(entry.info.name) == nullptr);
  ProtocolTable().push_back(entry);
}

}  // namespace dragoman
