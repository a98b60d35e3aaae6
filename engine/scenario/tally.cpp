#include "engine/scenario/tally.h"

#include <algorithm>

#include "engine/core/fixed_point.h"
#include "engine/core/portable_math.h"
#include "engine/core/sort.h"

namespace dragoman {
namespace {

/// The q-quantile of values 0..n with these frequencies, between order statistics (type 7).
double HistogramQuantile(const std::vector<std::uint32_t>& histogram, std::uint64_t count,
                         double q) {
  const double place = q * static_cast<double>(count - 1);
  const auto below = static_cast<std::uint64_t>(place);
  const auto value_at = [&histogram](std::uint64_t rank) {
    std::uint64_t seen = 0;
    for (std::size_t k = 0; k < histogram.size(); ++k) {
      seen += histogram[k];
      if (rank < seen) return static_cast<double>(k);
    }
    return static_cast<double>(histogram.size() - 1);
  };
  const double low = value_at(below);
  const double high = value_at(std::min(below + 1, count - 1));
  return low + (place - static_cast<double>(below)) * (high - low);
}

/// In how many runs something was the case, and its place in the list of counts.
struct TalliedShare {
  std::uint64_t runs;
  std::size_t place;
};

/// All that were the case at all; ties in the order of the list.
std::vector<TalliedShare> LargestFirst(const std::vector<std::uint64_t>& counts) {
  std::vector<TalliedShare> shares;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] > 0) shares.push_back({counts[k], k});
  }
  SortItems(shares.begin(), shares.end(), [](const TalliedShare& a, const TalliedShare& b) {
    return a.runs != b.runs ? a.runs > b.runs : a.place < b.place;
  });
  return shares;
}

}  // namespace

Tally::Tally(const ConstraintList& constraints, int talks_per_coding)
    : constraints_(&constraints), talks_per_coding_(talks_per_coding) {
  for (auto& checkpoint : histograms_) {
    for (auto& histogram : checkpoint) {
      histogram.assign(static_cast<std::size_t>(talks_per_coding) + 1, 0);
    }
  }
  alone_.assign(constraints.size(), 0);
  pairs_.assign(constraints.size() * constraints.size(), 0);
}

void Tally::Count(std::size_t checkpoint, const Verdict& verdict) {
  ++in_coding_[checkpoint][verdict.headline];
  for (int flag = 0; flag < kNumFlags; ++flag) {
    if (verdict.has(static_cast<Flag>(flag))) {
      ++in_coding_[checkpoint]
                  [static_cast<std::size_t>(kNumHeadlines) + static_cast<std::size_t>(flag)];
    }
  }
}

void Tally::Add(const RunRecord& record, const BlockerFinding* blockers) {
  ++runs_;
  hash_ += HashOf(record);
  Count(0, record.first);
  Count(1, record.end);
  for (std::size_t k = 0; k < record.scores.size(); ++k) {
    const Wide fixed = ToFixed(record.scores[k]);
    score_sums_[k] += fixed;
    score_squares_[k] += fixed * fixed;
  }
  if (blockers == nullptr) return;
  if (blockers->possible) ++possible_;
  if (!blockers->ever_possible) ++impossible_;
  // A run that settled the conflict after all was blocked by nothing.
  if (record.deal_in != 0) return;
  for (const std::uint16_t constraint : blockers->alone) ++alone_[constraint];
  for (const auto& [first, second] : blockers->pairs) {
    ++pairs_[first * constraints_->size() + second];
  }
}

void Tally::CloseCoding(int runs) {
  ++codings_;
  const bool full = runs == talks_per_coding_;
  if (full) ++full_codings_;
  for (std::size_t c = 0; c < kCheckpoints; ++c) {
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      counts_[c][o] += static_cast<std::uint64_t>(in_coding_[c][o]);
      if (full) ++histograms_[c][o][static_cast<std::size_t>(in_coding_[c][o])];
      in_coding_[c][o] = 0;
    }
  }
}

void Tally::Merge(const Tally& other) {
  runs_ += other.runs_;
  codings_ += other.codings_;
  full_codings_ += other.full_codings_;
  hash_ += other.hash_;
  possible_ += other.possible_;
  impossible_ += other.impossible_;
  for (std::size_t c = 0; c < kCheckpoints; ++c) {
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      counts_[c][o] += other.counts_[c][o];
      for (std::size_t k = 0; k < histograms_[c][o].size(); ++k) {
        histograms_[c][o][k] += other.histograms_[c][o][k];
      }
    }
  }
  for (std::size_t k = 0; k < score_sums_.size(); ++k) {
    score_sums_[k] += other.score_sums_[k];
    score_squares_[k] += other.score_squares_[k];
  }
  for (std::size_t k = 0; k < alone_.size(); ++k) alone_[k] += other.alone_[k];
  for (std::size_t k = 0; k < pairs_.size(); ++k) pairs_[k] += other.pairs_[k];
}

// Two kinds of doubt. Within a coding, runs differ by chance: w = mean of p(1-p) M / (M-1), and the
// Monte Carlo error given the codings is sqrt(w / N). Between codings the block means differ by
// chance and by coding; their variance less w / M is the coding's part, and the band is the 5 to 95
// % range of block means pulled toward the mean until only that part is left.
Share Tally::ShareOf(std::size_t checkpoint, std::size_t outcome) const {
  Share share;
  const auto n = static_cast<double>(runs_);
  share.p = static_cast<double>(counts_[checkpoint][outcome]) / n;
  const auto m = static_cast<double>(talks_per_coding_);
  const auto blocks = static_cast<double>(full_codings_);
  if (full_codings_ == 0 || talks_per_coding_ < 2) {
    share.se = portable::Sqrt(share.p * (1 - share.p) / n);
    return share;
  }
  const std::vector<std::uint32_t>& histogram = histograms_[checkpoint][outcome];
  double sum = 0;
  double squares = 0;
  double within = 0;
  for (std::size_t k = 0; k < histogram.size(); ++k) {
    const double p = static_cast<double>(k) / m;
    const auto count = static_cast<double>(histogram[k]);
    sum += count * p;
    squares += count * p * p;
    within += count * p * (1 - p) * m / (m - 1);
  }
  within /= blocks;
  share.se = portable::Sqrt(within / n);
  if (full_codings_ < 2) return share;
  share.has_band = true;
  const double mean = sum / blocks;
  const double total = std::max(0.0, (squares - blocks * mean * mean) / (blocks - 1));
  const double between = std::max(0.0, total - within / m);
  const double pull = total > 0 ? portable::Sqrt(between / total) : 0;
  share.low = mean + pull * (HistogramQuantile(histogram, full_codings_, 0.05) / m - mean);
  share.high = mean + pull * (HistogramQuantile(histogram, full_codings_, 0.95) / m - mean);
  share.low = std::clamp(share.low, 0.0, 1.0);
  share.high = std::clamp(share.high, 0.0, 1.0);
  return share;
}

BatchSummary Tally::Summarize() const {
  BatchSummary summary;
  summary.runs = runs_;
  summary.codings = codings_;
  summary.result_hash = hash_;
  if (runs_ == 0) return summary;
  for (std::size_t c = 0; c < kCheckpoints; ++c) {
    CheckpointSummary& checkpoint = c == 0 ? summary.after_first_meeting : summary.at_horizon;
    for (std::size_t o = 0; o < kOutcomes; ++o) {
      const Share share = ShareOf(c, o);
      if (o < kNumHeadlines) {
        checkpoint.headline[o] = share;
      } else {
        checkpoint.flags[o - kNumHeadlines] = share;
      }
    }
  }
  const auto n = static_cast<double>(runs_);
  for (std::size_t k = 0; k < summary.scores.size(); ++k) {
    const double mean = FromFixed(score_sums_[k]) / n;
    const double square = FromFixed(score_squares_[k]) / kFixedOne / n;
    summary.scores[k] = {mean, portable::Sqrt(std::max(0.0, square - mean * mean))};
  }
  SummarizeBlockers(&summary);
  return summary;
}

void Tally::SummarizeBlockers(BatchSummary* summary) const {
  const auto n = static_cast<double>(runs_);
  summary->zone = static_cast<double>(possible_) / n;
  summary->no_zone = static_cast<double>(impossible_) / n;
  const std::size_t size = constraints_->size();
  for (const TalliedShare& share : LargestFirst(alone_)) {
    summary->blockers.push_back(
        {(*constraints_)[share.place], static_cast<double>(share.runs) / n});
  }
  for (const TalliedShare& share : LargestFirst(pairs_)) {
    summary->blocker_pairs.push_back({(*constraints_)[share.place / size],
                                      (*constraints_)[share.place % size],
                                      static_cast<double>(share.runs) / n});
  }
}

}  // namespace dragoman
