#include "engine/sweep/chunk_result.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/core/random.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

class SweepHash {
 public:
  void Add(std::uint64_t value) { hash_ = MixBits(hash_ ^ value) + value; }
  /// A store knows one zero and one NaN.
  void Add(double value) {
    if (value == 0) value = 0;
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    Add(std::bit_cast<std::uint64_t>(value));
  }
  void Add(std::string_view text) { Add(HashBytes(text)); }

  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0x9e3779b97f4a7c15ULL;
};

void AppendVarint(std::uint64_t value, std::string* bytes) {
  while (value >= 0x80) {
    bytes->push_back(static_cast<char>(0x80U | (value & 0x7fU)));
    value >>= 7U;
  }
  bytes->push_back(static_cast<char>(value));
}

bool TakeVarint(std::string_view* bytes, std::uint64_t* value) {
  *value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes->empty()) return false;
    const auto byte = static_cast<unsigned char>(bytes->front());
    bytes->remove_prefix(1);
    *value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

/// Whole numbers each have a bin of their own where there are enough bins.
bool OneBinPerNumber(const RunOutcome& outcome) {
  return outcome.kind == RunOutcome::Kind::kInteger &&
         outcome.high - outcome.low < static_cast<double>(kSketchBins);
}

}  // namespace

std::size_t SketchBinOf(const RunOutcome& outcome, double value) {
  const double width = OneBinPerNumber(outcome)
                           ? 1
                           : (outcome.high - outcome.low) / static_cast<double>(kSketchBins);
  const double place = (value - outcome.low) / width;
  if (!(place > 0)) return 0;
  return std::min(kSketchBins - 1, static_cast<std::size_t>(std::min(place, 1e6)));
}

double SketchQuantile(const RunOutcome& outcome, std::span<const std::uint64_t> sketch, double q) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : sketch) total += count;
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  const auto rank = static_cast<std::uint64_t>(q * static_cast<double>(total - 1) + 0.5);
  std::size_t bin = 0;
  for (std::uint64_t seen = sketch[0]; seen <= rank; seen += sketch[bin]) ++bin;
  if (OneBinPerNumber(outcome)) return outcome.low + static_cast<double>(bin);
  const double width = (outcome.high - outcome.low) / static_cast<double>(kSketchBins);
  return outcome.low + (static_cast<double>(bin) + 0.5) * width;
}

std::string PackSketch(std::span<const std::uint64_t> sketch) {
  std::string bytes;
  std::uint64_t zeros = 0;
  for (const std::uint64_t count : sketch) {
    if (count == 0) {
      ++zeros;
      continue;
    }
    AppendVarint(zeros, &bytes);
    AppendVarint(count, &bytes);
    zeros = 0;
  }
  return bytes;
}

bool UnpackSketch(std::string_view bytes, std::vector<std::uint64_t>* sketch) {
  sketch->clear();
  if (bytes.empty()) return true;
  sketch->assign(kSketchBins, 0);
  std::uint64_t bin = 0;
  while (!bytes.empty()) {
    std::uint64_t zeros = 0;
    std::uint64_t count = 0;
    if (!TakeVarint(&bytes, &zeros) || !TakeVarint(&bytes, &count)) return false;
    if (zeros >= kSketchBins - bin) return false;
    bin += zeros;
    (*sketch)[bin] = count;
    ++bin;
    if (bin == kSketchBins && !bytes.empty()) return false;
  }
  return true;
}

OutcomeStats OutcomeStats::OfFlag(double ones, std::uint64_t runs) {
  OutcomeStats stats;
  if (runs == 0) return stats;
  stats.ones = ones;
  stats.mean = ones / static_cast<double>(runs);
  stats.m2 = ones * (1 - stats.mean);
  stats.min = stats.mean < 1 ? 0 : 1;
  stats.max = stats.mean > 0 ? 1 : 0;
  return stats;
}

void CellPart::Add(std::span<const RunOutcome* const> kept, std::span<const double> values) {
  ++runs;
  const auto n = static_cast<double>(runs);
  for (std::size_t k = 0; k < kept.size(); ++k) {
    OutcomeStats& stats = outcomes[k];
    const double value = values[k];
    if (kept[k]->kind == RunOutcome::Kind::kFlag) {
      stats = OutcomeStats::OfFlag(stats.ones + value, runs);
      continue;
    }
    const double delta = value - stats.mean;
    stats.mean += delta / n;
    stats.m2 += delta * (value - stats.mean);
    stats.min = runs == 1 ? value : std::min(stats.min, value);
    stats.max = runs == 1 ? value : std::max(stats.max, value);
    if (stats.sketch.empty()) stats.sketch.assign(kSketchBins, 0);
    ++stats.sketch[SketchBinOf(*kept[k], value)];
  }
}

void CellPart::Merge(const CellPart& later) {
  failed += later.failed;
  if (later.runs == 0) return;
  if (runs == 0) {
    runs = later.runs;
    outcomes = later.outcomes;
    return;
  }
  const auto mine = static_cast<double>(runs);
  const auto theirs = static_cast<double>(later.runs);
  const double all = mine + theirs;
  runs += later.runs;
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    OutcomeStats& stats = outcomes[k];
    const OutcomeStats& more = later.outcomes[k];
    if (more.sketch.empty()) {
      stats = OutcomeStats::OfFlag(stats.ones + more.ones, runs);
      continue;
    }
    const double delta = more.mean - stats.mean;
    stats.mean += delta * theirs / all;
    stats.m2 += more.m2 + delta * delta * mine * theirs / all;
    stats.min = std::min(stats.min, more.min);
    stats.max = std::max(stats.max, more.max);
    for (std::size_t b = 0; b < more.sketch.size(); ++b) stats.sketch[b] += more.sketch[b];
  }
}

std::uint64_t ChunkResult::runs() const {
  std::uint64_t sum = 0;
  for (const CellPart& part : parts) sum += part.runs;
  return sum;
}

std::uint64_t ChunkResult::failed() const {
  std::uint64_t sum = 0;
  for (const CellPart& part : parts) sum += part.failed;
  return sum;
}

std::uint64_t HashOf(const ChunkResult& result) {
  SweepHash hash;
  hash.Add(result.chunk);
  for (const CellPart& part : result.parts) {
    hash.Add(part.cell);
    hash.Add(part.first_replicate);
    hash.Add(part.runs);
    hash.Add(part.failed);
    for (const OutcomeStats& stats : part.outcomes) {
      hash.Add(stats.mean);
      hash.Add(stats.m2);
      hash.Add(stats.min);
      hash.Add(stats.max);
      hash.Add(PackSketch(stats.sketch));
    }
  }
  for (const double value : result.rows) hash.Add(value);
  for (const CellFailure& failure : result.failures) {
    hash.Add(failure.cell);
    hash.Add(failure.message);
  }
  return hash.value();
}

}  // namespace dragoman
