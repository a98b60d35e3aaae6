#pragma once

#include <cstddef>
#include <cstdint>

namespace dragoman {

/// Position of a party, an issue, an option within its issue, or a claim in the order of the file.
/// Distinct types, so that swapping two of them does not compile.
enum class PartyIndex : int {};
enum class IssueIndex : int {};
enum class ClaimIndex : int {};

inline constexpr IssueIndex kNoIssue{-1};
inline constexpr PartyIndex kNoParty{-1};

constexpr std::size_t At(PartyIndex party) { return static_cast<std::size_t>(party); }
constexpr std::size_t At(IssueIndex issue) { return static_cast<std::size_t>(issue); }
constexpr std::size_t At(ClaimIndex claim) { return static_cast<std::size_t>(claim); }

/// Which option of an issue; 0 is the first one listed.
using OptionIndex = std::uint16_t;

/// A set of options of one issue, one bit each. Sittings of the talks model use issues of at most
/// kMaxOptionsPerSet options; the bargaining core itself is not bound to it.
using OptionSet = std::uint64_t;
inline constexpr int kMaxOptionsPerSet = 64;

constexpr OptionSet OptionBit(OptionIndex option) { return OptionSet{1} << option; }
/// The options 0 .. count - 1.
constexpr OptionSet AllOptions(std::size_t count) {
  return count >= kMaxOptionsPerSet ? ~OptionSet{0} : (OptionSet{1} << count) - 1;
}
constexpr bool Contains(OptionSet set, OptionIndex option) { return ((set >> option) & 1U) != 0; }

}  // namespace dragoman
