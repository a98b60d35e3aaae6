#include "engine/sweep/chunk_result.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

const RunOutcome kFlag{"flag", "", RunOutcome::Kind::kFlag};
const RunOutcome kLevel{"level", "", RunOutcome::Kind::kInteger, 0, 9};
const RunOutcome kLength{"length", "", RunOutcome::Kind::kNumber, -2, 6};
const std::vector<const RunOutcome*> kKept = {&kFlag, &kLevel, &kLength};

/// Values of `runs` runs: a flag, a whole number and a number.
std::vector<std::vector<double>> DrawRows(std::size_t runs) {
  const Random random(11, 0);
  const StreamKey stream = MakeStream("test");
  std::vector<std::vector<double>> rows;
  for (std::size_t r = 0; r < runs; ++r) {
    const std::uint64_t bits = random.Bits(stream, r);
    rows.push_back({static_cast<double>(bits % 2), static_cast<double>(bits / 2 % 10),
                    static_cast<double>(bits / 32 % 1000) * 0.008 - 2});
  }
  return rows;
}

CellPart PartOf(const std::vector<std::vector<double>>& rows, std::size_t first, std::size_t end) {
  CellPart part;
  part.outcomes.resize(kKept.size());
  for (std::size_t r = first; r < end; ++r) part.Add(kKept, rows[r]);
  return part;
}

void ExpectDirectSums(const CellPart& part, const std::vector<std::vector<double>>& rows) {
  ASSERT_EQ(part.runs, rows.size());
  for (std::size_t k = 0; k < kKept.size(); ++k) {
    double sum = 0;
    double low = rows[0][k];
    double high = low;
    for (const auto& row : rows) {
      sum += row[k];
      low = std::min(low, row[k]);
      high = std::max(high, row[k]);
    }
    const double mean = sum / static_cast<double>(rows.size());
    double m2 = 0;
    for (const auto& row : rows) m2 += (row[k] - mean) * (row[k] - mean);
    const OutcomeStats& stats = part.outcomes[k];
    EXPECT_NEAR(stats.mean, mean, 1e-12) << k;
    EXPECT_NEAR(stats.m2, m2, 1e-12 * static_cast<double>(rows.size())) << k;
    EXPECT_EQ(stats.min, low) << k;
    EXPECT_EQ(stats.max, high) << k;
  }
  EXPECT_EQ(part.outcomes[0].ones, part.outcomes[0].mean * static_cast<double>(rows.size()));
}

TEST(ChunkResultTest, FourRunsByHand) {
  // 1, 2, 4, 5: mean 3, squared deviations 4 + 1 + 1 + 4 = 10. Two of four flags: 4 x .25 = 1.
  CellPart part;
  part.outcomes.resize(2);
  const std::vector<const RunOutcome*> kept = {&kFlag, &kLevel};
  for (const double level : {1, 2, 4, 5}) {
    part.Add(kept, std::vector<double>{level < 3 ? 1.0 : 0.0, level});
  }
  EXPECT_EQ(part.outcomes[0].ones, 2);
  EXPECT_EQ(part.outcomes[0].mean, 0.5);
  EXPECT_EQ(part.outcomes[0].m2, 1);
  EXPECT_EQ(part.outcomes[1].mean, 3);
  EXPECT_EQ(part.outcomes[1].m2, 10);
  EXPECT_EQ(part.outcomes[1].min, 1);
  EXPECT_EQ(part.outcomes[1].max, 5);
}

TEST(ChunkResultTest, AddingGivesTheDirectSums) {
  const auto rows = DrawRows(777);
  ExpectDirectSums(PartOf(rows, 0, 777), rows);
}

TEST(ChunkResultTest, MergedPartsGiveTheDirectSums) {
  const auto rows = DrawRows(777);
  for (const std::size_t cut : {1U, 2U, 300U, 776U}) {
    CellPart part = PartOf(rows, 0, cut);
    part.Merge(PartOf(rows, cut, 777));
    ExpectDirectSums(part, rows);
    EXPECT_EQ(part.outcomes[2].sketch, PartOf(rows, 0, 777).outcomes[2].sketch);
  }
}

TEST(ChunkResultTest, MergingWithNothingChangesNothing) {
  const auto rows = DrawRows(20);
  const CellPart whole = PartOf(rows, 0, 20);
  CellPart before = whole;
  CellPart nothing;
  nothing.outcomes.resize(kKept.size());
  nothing.failed = 3;
  before.Merge(nothing);
  EXPECT_EQ(before.runs, 20U);
  EXPECT_EQ(before.failed, 3U);
  CellPart after = nothing;
  after.Merge(whole);
  EXPECT_EQ(after.runs, 20U);
  EXPECT_EQ(after.failed, 3U);
  for (std::size_t k = 0; k < kKept.size(); ++k) {
    EXPECT_EQ(before.outcomes[k].m2, whole.outcomes[k].m2);
    EXPECT_EQ(after.outcomes[k].mean, whole.outcomes[k].mean);
  }
}

TEST(ChunkResultTest, ASketchIsUnpackedAsItWasPacked) {
  const std::vector<std::vector<std::uint64_t>> sketches = {
      {},
      [] {
        std::vector<std::uint64_t> counts(kSketchBins, 0);
        counts[0] = 1;
        return counts;
      }(),
      [] {
        std::vector<std::uint64_t> counts(kSketchBins, 0);
        counts[63] = ~std::uint64_t{0};
        return counts;
      }(),
      [] {
        std::vector<std::uint64_t> counts(kSketchBins, 0);
        for (std::size_t k = 0; k < kSketchBins; k += 3) counts[k] = 127 + k * k * k;
        return counts;
      }(),
      std::vector<std::uint64_t>(kSketchBins, 128)};
  for (const auto& sketch : sketches) {
    std::vector<std::uint64_t> back = {7};
    ASSERT_TRUE(UnpackSketch(PackSketch(sketch), &back));
    EXPECT_EQ(back, sketch);
  }
}

TEST(ChunkResultTest, ASketchThatIsCutOffOrTooLongIsRefused) {
  std::vector<std::uint64_t> counts(kSketchBins, 300);
  const std::string bytes = PackSketch(counts);
  std::vector<std::uint64_t> back;
  EXPECT_FALSE(UnpackSketch(bytes.substr(0, bytes.size() - 1), &back));
  EXPECT_FALSE(UnpackSketch(bytes + bytes, &back));
  EXPECT_FALSE(UnpackSketch(std::string("\x40\x01", 2), &back)) << "64 zeros, then a count";
  EXPECT_FALSE(UnpackSketch(std::string(20, '\xff'), &back)) << "a number without end";
}

TEST(ChunkResultTest, QuantilesOfFewWholeNumbersAreExact) {
  CellPart part;
  part.outcomes.resize(1);
  const std::vector<const RunOutcome*> kept = {&kLevel};
  for (const double level : {0, 3, 3, 7, 9}) part.Add(kept, std::vector<double>{level});
  const auto& sketch = part.outcomes[0].sketch;
  EXPECT_EQ(SketchQuantile(kLevel, sketch, 0), 0);
  EXPECT_EQ(SketchQuantile(kLevel, sketch, 0.25), 3);
  EXPECT_EQ(SketchQuantile(kLevel, sketch, 0.5), 3);
  EXPECT_EQ(SketchQuantile(kLevel, sketch, 0.75), 7);
  EXPECT_EQ(SketchQuantile(kLevel, sketch, 1), 9);
  EXPECT_TRUE(std::isnan(SketchQuantile(kLevel, std::vector<std::uint64_t>(kSketchBins, 0), 0.5)));
}

TEST(ChunkResultTest, QuantilesOfNumbersAreOffByLessThanABin) {
  auto rows = DrawRows(500);
  const CellPart part = PartOf(rows, 0, 500);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a[2] < b[2]; });
  for (const double q : {0.0, 0.1, 0.5, 0.9, 1.0}) {
    const double direct = rows[static_cast<std::size_t>(q * 499 + 0.5)][2];
    EXPECT_NEAR(SketchQuantile(kLength, part.outcomes[2].sketch, q), direct, 8.0 / kSketchBins);
  }
}

TEST(ChunkResultTest, ValuesBeyondTheSketchCountAtItsEnds) {
  EXPECT_EQ(SketchBinOf(kLength, -100), 0U);
  EXPECT_EQ(SketchBinOf(kLength, 1e300), kSketchBins - 1);
  EXPECT_EQ(SketchBinOf(kLength, kNaN), 0U);
}

ChunkResult SmallChunk() {
  ChunkResult chunk;
  chunk.chunk = 4;
  chunk.parts = {PartOf(DrawRows(9), 0, 9), PartOf(DrawRows(30), 9, 30)};
  chunk.parts[1].cell = 8;
  chunk.rows = {1, 2, 3.5, 0, 0, 1};
  chunk.failures = {{8, "no valid scenario"}};
  return chunk;
}

TEST(ChunkResultTest, TheHashChangesWithWhateverChanges) {
  const std::vector<std::function<void(ChunkResult*)>> changes = {
      [](ChunkResult* c) { ++c->chunk; },
      [](ChunkResult* c) { ++c->parts[0].cell; },
      [](ChunkResult* c) { ++c->parts[0].first_replicate; },
      [](ChunkResult* c) { ++c->parts[1].runs; },
      [](ChunkResult* c) { ++c->parts[1].failed; },
      [](ChunkResult* c) { std::swap(c->parts[0], c->parts[1]); },
      [](ChunkResult* c) { c->parts.pop_back(); },
      [](ChunkResult* c) { ++c->parts[1].outcomes[2].sketch[5]; },
      [](ChunkResult* c) { std::swap(c->rows[0], c->rows[1]); },
      [](ChunkResult* c) { c->rows.pop_back(); },
      [](ChunkResult* c) { c->rows[0] = kNaN; },
      [](ChunkResult* c) { ++c->failures[0].cell; },
      [](ChunkResult* c) { c->failures[0].message += "."; },
      [](ChunkResult* c) { c->failures.clear(); },
  };
  const std::uint64_t hash = HashOf(SmallChunk());
  EXPECT_EQ(HashOf(SmallChunk()), hash);
  for (std::size_t k = 0; k < changes.size(); ++k) {
    ChunkResult changed = SmallChunk();
    changes[k](&changed);
    EXPECT_NE(HashOf(changed), hash) << "change " << k;
  }
  // Every number by its last bit.
  for (std::size_t k = 0; k < kKept.size(); ++k) {
    for (double OutcomeStats::* number :
         {&OutcomeStats::mean, &OutcomeStats::m2, &OutcomeStats::min, &OutcomeStats::max}) {
      ChunkResult changed = SmallChunk();
      double* value = &(changed.parts[0].outcomes[k].*number);
      *value = std::nextafter(*value, 1e9);
      EXPECT_NE(HashOf(changed), hash) << k;
    }
  }
}

}  // namespace
}  // namespace dragoman
