#pragma once

#include <array>
#include <cstdint>

#include "engine/evaluation/taxonomy.h"

namespace dragoman {

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
