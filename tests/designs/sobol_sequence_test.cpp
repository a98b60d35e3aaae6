#include "engine/designs/sobol_sequence.h"

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "tests/designs/sampling_vectors.h"
#include "tests/support/sha256.h"

namespace dragoman {
namespace {

using testing_support::ExpectPrefix;
using testing_support::RowOf;
using testing_support::Rows;
using testing_support::RowsOf;

TEST(SobolTest, HasTheReferencePointsInOneToEightDimensionsToTheBit) {
  DRAGOMAN_READ_VECTORS(vectors, "sobol_sequence.json");
  for (std::size_t dimensions = 1; dimensions <= 8; ++dimensions) {
    const nlohmann::json& expected = vectors["dims"][std::to_string(dimensions)];
    const Rows rows = RowsOf(SobolDesign(dimensions, 64));
    EXPECT_EQ(rows, expected["salib"].get<Rows>()) << dimensions;
    EXPECT_EQ(rows, expected["scipy_qmc"].get<Rows>()) << dimensions;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      for (std::size_t j = 0; j < dimensions; ++j) {
        EXPECT_EQ(rows[k][j] * 0x1p31, expected["as_int_2p31"][k][j].get<double>());
      }
    }
  }
}

TEST(SobolTest, HasTheReferencePointsInFortyAndTwoHundredDimensions) {
  DRAGOMAN_READ_VECTORS(vectors, "sobol_sequence.json");
  const SobolDesign forty(40, 1024);
  EXPECT_EQ(RowOf(forty, 1023), vectors["d40_n1024"]["row_1023"].get<std::vector<double>>());
  std::vector<double> sums(40);
  for (const std::vector<double>& row : RowsOf(forty)) {
    for (std::size_t j = 0; j < 40; ++j) sums[j] += row[j];
  }
  EXPECT_EQ(sums, vectors["d40_n1024"]["colsum"].get<std::vector<double>>());
  EXPECT_EQ(RowsOf(SobolDesign(200, 16)), vectors["d200_n16"]["points"].get<Rows>());
}

TEST(SobolTest, HasTheReferenceHashInAThousandDimensions) {
  DRAGOMAN_READ_VECTORS(vectors, "sobol_sequence.json");
  const nlohmann::json& expected = vectors["d1000_n4096"];
  const SobolDesign design(1000, 4096);
  std::vector<double> row(1000);
  std::string bytes;
  for (std::uint64_t k = 0; k < design.size(); ++k) {
    design.Point(k, row);
    for (const double x : row) {
      const auto word = static_cast<std::uint32_t>(x * 0x1p32);
      for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(word >> shift & 0xffU);
    }
  }
  EXPECT_EQ(row, expected["row_4095"].get<std::vector<double>>());
  EXPECT_EQ(testing_support::Sha256(bytes),
            expected["sha256_uint32_le_of_x_times_2p32"].get<std::string>());
}

TEST(SobolTest, ALargerDesignBeginsWithTheSmallerOne) {
  ExpectPrefix(SobolDesign(25, 128), SobolDesign(25, 256));
  ExpectPrefix(SobolDesign(3, 100), SobolDesign(3, std::uint64_t{1} << 40));
}

TEST(SobolTest, ALaterStartShiftsTheNumbers) {
  const SobolDesign from_origin(5, 5000);
  const SobolDesign later(5, 1000, 4000);
  for (std::uint64_t k = 0; k < later.size(); ++k) {
    ASSERT_EQ(RowOf(later, k), RowOf(from_origin, k + 4000));
  }
}

// The first 2^m points put one point into each of 2^m equal intervals of every axis, and so do the
// next 2^m: what balances the sequence, far from the origin as well.
TEST(SobolTest, EveryBlockOfAPowerOfTwoIsALatinHypercube) {
  constexpr std::uint64_t kBlock = 256;
  for (const std::uint64_t first : {std::uint64_t{0}, kBlock, kBlock << 24, kBlock << 41}) {
    const SobolDesign design(50, kBlock, first);
    for (std::size_t j = 0; j < 50; ++j) {
      std::vector<int> seen(kBlock);
      for (std::uint64_t k = 0; k < kBlock; ++k) {
        ++seen[static_cast<std::size_t>(design.Coordinate(k, j) * kBlock)];
      }
      EXPECT_EQ(seen, std::vector<int>(kBlock, 1)) << first << ' ' << j;
    }
  }
}

TEST(SobolTest, ReachesItsLimits) {
  const SobolDesign widest(kMaxSobolDimensions, 4);
  EXPECT_EQ(RowOf(widest, 0), std::vector<double>(kMaxSobolDimensions, 0.0));
  EXPECT_EQ(RowOf(widest, 1), std::vector<double>(kMaxSobolDimensions, 0.5));
  // In dimension 1 a point is its Gray code mirrored at the radix point. 2^53 - 1 has Gray code
  // 2^52, mirrored 2^-53.
  const SobolDesign longest(1, kMaxSobolPoints);
  EXPECT_EQ(RowOf(longest, kMaxSobolPoints - 1)[0], 0x1p-53);
}

TEST(SobolTest, ThreadsMayShareADesign) {
  const SobolDesign design(10, 4096);
  const Rows expected = RowsOf(design);
  std::vector<Rows> seen(4);
  {
    std::vector<std::jthread> threads;
    for (Rows& rows : seen) threads.emplace_back([&rows, &design] { rows = RowsOf(design); });
  }
  for (const Rows& rows : seen) EXPECT_EQ(rows, expected);
}

}  // namespace
}  // namespace dragoman
