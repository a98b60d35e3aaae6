#include "engine/analysis/theory/power_indices.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

// Counts of coalitions by size and by weight below the quota.
class CoalitionTable {
 public:
  CoalitionTable(std::size_t members, std::size_t quota)
      : members_(members), quota_(quota), counts_((members + 1) * quota, 0) {
    counts_[0] = 1;
  }

  // Multiplies the generating function by (1 + x^weight y).
  void Add(std::size_t weight) {
    for (std::size_t size = members_; size-- > 0;) {
      for (std::size_t w = 0; w + weight < quota_; ++w) Cell(size + 1, w + weight) += Cell(size, w);
    }
  }

  // The same table without one member of this weight: divides the factor out again, smallest
  // coalitions first. Differences of whole numbers, so nothing is lost.
  void Without(std::size_t weight, CoalitionTable* rest) const {
    rest->counts_ = counts_;
    for (std::size_t size = 0; size < members_; ++size) {
      for (std::size_t w = 0; w + weight < quota_; ++w) {
        rest->Cell(size + 1, w + weight) -= rest->Cell(size, w);
      }
    }
  }

  // Coalitions of `size` whose weight lies in [low, quota).
  std::uint64_t CountFrom(std::size_t size, std::size_t low) const {
    std::uint64_t sum = 0;
    for (std::size_t w = low; w < quota_; ++w) sum += counts_[size * quota_ + w];
    return sum;
  }
  std::uint64_t Total() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
  }

 private:
  std::uint64_t& Cell(std::size_t size, std::size_t weight) {
    return counts_[size * quota_ + weight];
  }

  std::size_t members_;
  std::size_t quota_;
  std::vector<std::uint64_t> counts_;
};

// Divides weights and quota by the weights' greatest common divisor.
VotingBody ReducedBody(const VotingBody& body) {
  std::int64_t divisor = 0;
  for (const std::int64_t weight : body.weights) divisor = std::gcd(divisor, weight);
  VotingBody reduced = body;
  for (std::int64_t& weight : reduced.weights) weight /= divisor;
  reduced.quota = (body.quota + divisor - 1) / divisor;
  return reduced;
}

Diagnostics VotingProblems(const VotingBody& body) {
  Diagnostics problems;
  if (body.weights.empty() || body.weights.size() > kMaxVoters) {
    problems.push_back({"weights", "wrong number of members", "1 .. 60"});
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < body.weights.size(); ++i) {
    const std::int64_t weight = body.weights[i];
    if (weight >= 0 && weight <= INT64_MAX - sum) {
      sum += weight;
      continue;
    }
    problems.push_back({"weights[" + std::to_string(i) + "]", "number out of range", "0 or more"});
    return problems;
  }
  if (body.quota < 1 || body.quota > sum) {
    problems.push_back({"quota", "number out of range", "1 .. the sum of the weights"});
  }
  return problems;
}

// 1 / (n C(n - 1, s)) = s! (n - 1 - s)! / n!
double OrdersShare(std::size_t n, std::size_t s) {
  std::uint64_t choose = 1;
  for (std::size_t k = 1; k <= s; ++k) choose = choose / k * (n - k) + choose % k * (n - k) / k;
  return 1 / (static_cast<double>(n) * static_cast<double>(choose));
}

VotingPower PowerOf(const CoalitionTable& rest, std::size_t members, std::size_t weight,
                    std::size_t quota) {
  VotingPower power;
  const std::size_t low = weight >= quota ? 0 : quota - weight;
  for (std::size_t size = 0; size < members; ++size) {
    const std::uint64_t swings = rest.CountFrom(size, low);
    power.swings_by_size.push_back(swings);
    power.banzhaf_swings += swings;
    power.shapley_shubik += static_cast<double>(swings) * OrdersShare(members, size);
  }
  const auto coalitions = static_cast<double>(std::uint64_t{1} << (members - 1));
  power.banzhaf_absolute = static_cast<double>(power.banzhaf_swings) / coalitions;
  return power;
}

}  // namespace

Checked<PowerIndices> ComputePowerIndices(const VotingBody& body) {
  Diagnostics problems = VotingProblems(body);
  if (!problems.empty()) return problems;
  const VotingBody reduced = ReducedBody(body);
  const std::size_t n = reduced.weights.size();
  if (reduced.quota > kMaxVotingCells / static_cast<std::int64_t>(n + 1)) {
    return Diagnostic{"quota", "too large a table: members times quota", "at most 8000000"};
  }
  const auto quota = static_cast<std::size_t>(reduced.quota);
  CoalitionTable table(n, quota);
  for (const std::int64_t weight : reduced.weights) table.Add(static_cast<std::size_t>(weight));
  PowerIndices indices;
  indices.winning_coalitions = (std::uint64_t{1} << n) - table.Total();
  CoalitionTable rest(n, quota);
  for (std::size_t i = 0; i < n; ++i) {
    // Members of equal weight have equal power.
    const auto same = std::find(reduced.weights.begin(), reduced.weights.end(), reduced.weights[i]);
    const auto twin = static_cast<std::size_t>(same - reduced.weights.begin());
    if (twin < i) {
      indices.members.push_back(indices.members[twin]);
    } else {
      const auto weight = static_cast<std::size_t>(reduced.weights[i]);
      table.Without(weight, &rest);
      indices.members.push_back(PowerOf(rest, n, weight, quota));
    }
    indices.total_swings += indices.members.back().banzhaf_swings;
  }
  for (VotingPower& power : indices.members) {
    power.banzhaf_normalised =
        static_cast<double>(power.banzhaf_swings) / static_cast<double>(indices.total_swings);
  }
  return indices;
}

// With M above the sum of all weights, a coalition reaches quota + vetoes M only with all of them.
VotingBody WithVetoes(const VotingBody& body, std::span<const std::size_t> vetoes) {
  VotingBody changed = body;
  const std::int64_t large =
      std::accumulate(body.weights.begin(), body.weights.end(), std::int64_t{0}) + 1;
  for (const std::size_t member : vetoes) {
    DRAGOMAN_ASSERT(member < body.weights.size());
    changed.weights[member] += large;
    changed.quota += large;
  }
  return changed;
}

VotingBody WithBlocs(const VotingBody& body, std::span<const std::size_t> bloc) {
  DRAGOMAN_ASSERT(bloc.size() == body.weights.size());
  VotingBody changed;
  changed.quota = body.quota;
  for (std::size_t i = 0; i < bloc.size(); ++i) {
    if (bloc[i] >= changed.weights.size()) changed.weights.resize(bloc[i] + 1, 0);
    changed.weights[bloc[i]] += body.weights[i];
  }
  return changed;
}

}  // namespace dragoman
