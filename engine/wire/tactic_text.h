#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bargaining/acceptance.h"
#include "engine/bargaining/registry.h"
#include "engine/core/diagnostic.h"
#include "engine/core/fields.h"
#include "engine/wire/document.h"

/// @file
/// Strategies, acceptance conditions and protocols as one writes them on a command line or in a
/// file:
///
///   TACTIC    NAME  or  NAME(KEY=VALUE, ...)
///   STRATEGY  TACTIC  or  TACTIC + TACTIC     the second one is when it accepts
///   VALUE     a number, true, false, "text in quotes", [VALUE, ...], {KEY=VALUE, ...}, or a plain
///             text, which may be a tactic again: inner=boulware(beta=0.2)
///
/// e.g. `boulware(beta=0.2) + ac_next(a=1.05)`. Keys are the names of the tactic's own fields
/// (Serialize). What is not written keeps its default.

namespace dragoman {

/// One tactic as written.
struct TacticCall {
  std::string name;
  DocumentNode parameters;  ///< A map.
};

/// How a party acts, as written.
struct StrategyText {
  TacticCall strategy;
  std::optional<TacticCall> acceptance;  ///< Absent: the strategy's own.
};

/// Limits on a text, so that hostile input costs bounded time.
inline constexpr std::size_t kMaxTacticText = 10'000;
inline constexpr int kMaxTacticDepth = 16;

/// Reads one tactic; problems name the character, counted from 1. O(text).
Checked<TacticCall> ParseTactic(std::string_view text);
/// Reads a tactic with or without an acceptance.
Checked<StrategyText> ParseStrategy(std::string_view text);

/// Splits `a, b(c=1, d=2), e` at the commas outside brackets and quotes; the parts are trimmed.
std::vector<std::string> SplitTactics(std::string_view list);

/// Fills `object` from the parameters: unknown keys (with the nearest name), wrong types and
/// numbers out of range are reported under the path of the key. `kind` is "strategy" or the like.
Diagnostics BindTactic(const TacticCall& call, std::string_view kind, ObjectRef object);

/// A tactic with all its parameters, as it reads back: "boulware(beta=0.2)".
std::string WriteTactic(std::string_view name, ObjectRef object);

/// "no strategy 'boulwar'; expected did you mean ...".
Diagnostic UnknownTactic(std::string_view kind, std::string_view name,
                         const std::vector<std::string>& known);

/// Makes a strategy, acceptance and all (ComposedStrategy), or a protocol, by its text. Problems
/// carry the path of the parameter they are about ("beta"), or none. What a strategy asks of the
/// outcome space (Strategy::Check) is not checked here.
Checked<std::unique_ptr<Strategy>> MakeStrategy(std::string_view text);
Checked<std::unique_ptr<Protocol>> MakeProtocol(std::string_view text);

}  // namespace dragoman
