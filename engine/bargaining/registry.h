#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bargaining/sitting.h"
#include "engine/core/described_text.h"

/// @file
/// Protocols and strategies by name. Each registers itself from its own file; nothing else names
/// it.

namespace dragoman {

/// What `list` and `describe` tell of a protocol or a strategy.
struct TacticInfo {
  std::string_view name;
  DescribedText summary;  ///< One line.
  DescribedText formula;  ///< How it works, in one or a few lines.
  DescribedText source;   ///< Author and year.
};

struct StrategyEntry {
  TacticInfo info;
  std::unique_ptr<Strategy> (*make)();
};

/// What a protocol asks of the table.
struct ProtocolNeeds {
  int max_parties = static_cast<int>(kMaxParties);
  bool seat_maker = false;  ///< It seats the parties anew for parts of the issues.
  bool space = false;       ///< A mediator drafts texts: it needs the outcome space.
};

struct ProtocolEntry {
  TacticInfo info;
  std::unique_ptr<Protocol> (*make)();
  ProtocolNeeds needs = {};
};

/// All registered entries, by name.
std::vector<StrategyEntry> RegisteredStrategies();
std::vector<ProtocolEntry> RegisteredProtocols();

const StrategyEntry* FindStrategy(std::string_view name);
const ProtocolEntry* FindProtocol(std::string_view name);

/// A file-scope constant of this type registers a strategy:
///   const RegisterStrategy<Concede> kRegisteredConcede{{.name = "concede", ...}};
void AddStrategy(const StrategyEntry& entry);
void AddProtocol(const ProtocolEntry& entry);

template <class T>
struct RegisterStrategy {
  explicit RegisterStrategy(const TacticInfo& info) {
    AddStrategy({info, []() -> std::unique_ptr<Strategy> { return std::make_unique<T>(); }});
  }
};

template <class T>
struct RegisterProtocol {
  explicit RegisterProtocol(const TacticInfo& info, const ProtocolNeeds& needs = {}) {
    AddProtocol({info, []() -> std::unique_ptr<Protocol> { return std::make_unique<T>(); }, needs});
  }
};

}  // namespace dragoman
