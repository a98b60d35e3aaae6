#pragma once

#include <array>
#include <cstdint>

#include "engine/evaluation/taxonomy.h"

namespace dragoman {

/// The process was walked out of, or escalation followed.
inline bool IsCollapse(const Verdict& verdict) {
  return verdict.has(Flag::kWalkout) || verdict.has(Flag::kEscalation30d);
}

/// How often each headline and flag came up over runs. In integers, so that adding up in any order
/// gives the same.
struct VerdictCounts {
  std::uint64_t runs = 0;
  std::array<std::uint64_t, kNumHeadlines> headlines{};
  std::array<std::uint64_t, kNumFlags> flags{};

  void Add(const Verdict& verdict);
  void Add(const VerdictCounts& other);
  friend bool operator==(const VerdictCounts&, const VerdictCounts&) = default;
};

}  // namespace dragoman
