#include "engine/core/random.h"

#include <array>
#include <bit>
#include <cmath>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/internal/philox.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

using internal::Philox4x32;
using internal::PhiloxCounter;

// Known answers published with Random123 (kat_vectors, philox4x32 10).
TEST(PhiloxTest, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(Philox4x32({0, 0, 0, 0}, {0, 0}),
            (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t kOnes = 0xffffffff;
  EXPECT_EQ(Philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  // Counter and key are the digits of pi.
  EXPECT_EQ(Philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(PhiloxTest, AgreesWithTheSharedReferenceVectors) {
#ifdef DRAGOMAN_SHARED_DIR
  std::ifstream file(std::string(DRAGOMAN_SHARED_DIR) + "/vectors/sampling/rng.json");
#else
  std::ifstream file;
  file.setstate(std::ios::failbit);
#endif
  if (!file) GTEST_SKIP() << "no reference vectors (vectors/sampling/rng.json)";
  const nlohmann::json cases = nlohmann::json::parse(file)["philox4x32_10"];
  ASSERT_FALSE(cases.empty());
  for (const nlohmann::json& one : cases) {
    EXPECT_EQ(Philox4x32(one["ctr"].get<PhiloxCounter>(), one["key"].get<internal::PhiloxKey>()),
              one["out"].get<PhiloxCounter>());
  }
}

TEST(RandomTest, ADrawDependsOnNothingButItsFourNumbers) {
  const Random first(5, 6);
  const StreamKey stream = MakeStream("walk-out", "P1");
  const std::uint64_t expected = first.Bits(stream, 7);
  static_cast<void>(first.Bits(stream, 8));
  EXPECT_EQ(first.Bits(stream, 7), expected);
  EXPECT_EQ(Random(5, 6).Bits(stream, 7), expected);
}

// Flipping any single one of the 256 bits flips about half of the 64 output bits.
TEST(RandomTest, EveryBitOfSeedRunStreamAndIndexMatters) {
  const std::array<std::uint64_t, 4> base = {42, 7, 0x123456789abcdef0ULL, 3};
  const auto draw = [](const std::array<std::uint64_t, 4>& x) {
    return Random(x[0], x[1]).Bits(StreamKey{x[2]}, x[3]);
  };
  int total = 0;
  for (std::size_t word = 0; word < 4; ++word) {
    for (int bit = 0; bit < 64; ++bit) {
      std::array<std::uint64_t, 4> flipped = base;
      flipped[word] ^= std::uint64_t{1} << bit;
      const int changed = std::popcount(draw(flipped) ^ draw(base));
      EXPECT_GE(changed, 14) << word << ' ' << bit;  // 32 +- 4.5 sd of 4
      EXPECT_LE(changed, 50) << word << ' ' << bit;
      total += changed;
    }
  }
  EXPECT_NEAR(total / 256.0, 32, 1);  // sd 4 / 16
}

TEST(RandomTest, SmallNumbersInAnyOrderGiveDifferentDraws) {
  std::set<std::uint64_t> seen;
  std::size_t draws = 0;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    for (std::uint64_t run = 0; run < 8; ++run) {
      for (std::uint64_t stream = 0; stream < 8; ++stream) {
        for (std::uint64_t index = 0; index < 8; ++index) {
          seen.insert(Random(seed, run).Bits(StreamKey{stream}, index));
          ++draws;
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), draws);
}

TEST(RandomTest, UniformsAreOddMultiplesOfTwoToTheMinus53) {
  const Random random(1, 2);
  const StreamKey stream = MakeStream("grid");
  for (std::uint64_t k = 0; k < 1000; ++k) {
    const double u = random.Uniform(stream, k);
    EXPECT_GT(u, 0);
    EXPECT_LT(u, 1);
    const double scaled = u * 0x1p53;
    EXPECT_EQ(scaled, std::floor(scaled));
    EXPECT_EQ(std::fmod(scaled, 2), 1);
    EXPECT_EQ(1 - (1 - u), u);
  }
}

/// Chi-square of 64 cells of pairs (u_k, u_k+1) taken along one of the four numbers: 63 degrees of
/// freedom, so 63 +- 11.2. The draws are fixed, so this cannot fail by chance.
double PairChiSquare(std::size_t along) {
  constexpr int kPairs = 20000;
  std::array<int, 64> counts{};
  std::array<std::uint64_t, 4> x = {11, 22, 33, 44};
  const auto next = [&x, along] {
    ++x[along];
    return Random(x[0], x[1]).Uniform(StreamKey{x[2]}, x[3]);
  };
  double before = next();
  for (int k = 0; k < kPairs; ++k) {
    const double u = next();
    ++counts[static_cast<std::size_t>(before * 8) * 8 + static_cast<std::size_t>(u * 8)];
    before = u;
  }
  double chi_square = 0;
  for (const int count : counts) {
    const double expected = kPairs / 64.0;
    chi_square += (count - expected) * (count - expected) / expected;
  }
  return chi_square;
}

TEST(RandomTest, NeighboursAlongSeedRunStreamAndIndexAreUniformAndIndependent) {
  for (std::size_t along = 0; along < 4; ++along) {
    const double chi_square = PairChiSquare(along);
    EXPECT_GT(chi_square, 30) << along;
    EXPECT_LT(chi_square, 110) << along;
  }
}

TEST(RandomTest, EveryOutputBitIsAFairCoin) {
  constexpr int kDraws = 10000;
  std::array<int, 64> ones{};
  const Random random(9, 9);
  for (std::uint64_t k = 0; k < kDraws; ++k) {
    const std::uint64_t bits = random.Bits(StreamKey{1}, k);
    for (std::size_t b = 0; b < 64; ++b) ones[b] += static_cast<int>((bits >> b) & 1U);
  }
  for (const int count : ones) EXPECT_NEAR(count, kDraws / 2, 200);  // sd 50
}

TEST(RandomTest, NormalsHaveMeanZeroVarianceOneAndFollowTheUniform) {
  constexpr int kDraws = 100000;
  const Random random(3, 4);
  const StreamKey stream = MakeStream("noise");
  double sum = 0;
  double squares = 0;
  for (std::uint64_t k = 0; k < kDraws; ++k) {
    const double z = random.Normal(stream, k);
    EXPECT_EQ(z, portable::NormalQuantile(random.Uniform(stream, k)));
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.013);  // sd 0.0032
  EXPECT_NEAR(squares / kDraws, 1, 0.018);
}

TEST(StreamTest, EveryPartOfTheNameCounts) {
  const std::vector<StreamKey> keys = {
      MakeStream("a"),         MakeStream("b"),           MakeStream("a", "b"),
      MakeStream("b", "a"),    MakeStream("a", "b", "c"), MakeStream("ab"),
      MakeStream("a", "bc"),   MakeStream("ab", "c"),     MakeStream("", "a"),
      MakeStream("", "", "a"), MakeStream("a", "", "b"),  MakeStream("a", "c", "b"),
      MakeStream(""),
  };
  for (std::size_t j = 0; j < keys.size(); ++j) {
    for (std::size_t k = 0; k < j; ++k) EXPECT_NE(keys[j], keys[k]) << j << ' ' << k;
  }
  EXPECT_EQ(MakeStream("a"), MakeStream("a", "", ""));
}

// Known answers of SplitMix64 seeded with 0: the finalizer of 1 and 2 golden ratios.
TEST(MixBitsTest, IsTheFinalizerOfSplitMix64) {
  EXPECT_EQ(MixBits(0x9e3779b97f4a7c15ULL), 0xe220a8397b1dcdafULL);
  EXPECT_EQ(MixBits(2 * 0x9e3779b97f4a7c15ULL), 0x6e789e6aa1b965f4ULL);
  EXPECT_EQ(MixBits(0), 0U);
}

}  // namespace
}  // namespace dragoman
