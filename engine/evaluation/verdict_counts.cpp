#include "engine/evaluation/verdict_counts.h"

namespace dragoman {

void VerdictCounts::Add(const Verdict& verdict) {
  ++runs;
  ++headlines[verdict.headline];
  for (std::size_t f = 0; f < kNumFlags; ++f) flags[f] += (verdict.flags >> f) & 1U;
}

void VerdictCounts::Add(const VerdictCounts& other) {
  runs += other.runs;
  for (std::size_t k = 0; k < kNumHeadlines; ++k) headlines[k] += other.headlines[k];
  for (std::size_t f = 0; f < kNumFlags; ++f) flags[f] += other.flags[f];
}

}  // namespace dragoman
