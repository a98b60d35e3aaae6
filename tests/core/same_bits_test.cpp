#include <bit>
#include <cstdint>

#include <gtest/gtest.h>

#include "engine/core/distribution.h"
#include "engine/core/portable_math.h"
#include "engine/core/random.h"

namespace dragoman {
namespace {

/// A hash over the bits of many results, order included.
class BitsHash {
 public:
  void Add(std::uint64_t bits) { hash_ = MixBits(hash_ ^ bits) + 0x9e3779b97f4a7c15ULL; }
  void Add(double value) { Add(std::bit_cast<std::uint64_t>(value)); }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

constexpr std::uint64_t kArguments = 5000;

double Argument(std::uint64_t k, double low, double high) {
  return low + (high - low) * Random(1, 2).Uniform(MakeStream("same bits"), k);
}

std::uint64_t HashOfElementaryFunctions() {
  BitsHash hash;
  for (std::uint64_t k = 0; k < kArguments; ++k) {
    const double unit = Argument(k, 0, 1);
    const double wide = Argument(k, -750, 720);
    hash.Add(portable::Exp(wide));
    hash.Add(portable::Exp(unit));
    hash.Add(portable::Log(unit));
    hash.Add(portable::Log(portable::Exp(wide) + 1e-310));
    hash.Add(portable::Pow(10 * unit, wide / 10));
    hash.Add(portable::Pow(unit, 0.2));
    hash.Add(portable::Sin(100 * wide));
    hash.Add(portable::Cos(unit));
    hash.Add(portable::Sqrt(unit));
    hash.Add(portable::Logistic(wide / 10));
  }
  return hash.value();
}

std::uint64_t HashOfDistributions() {
  BitsHash hash;
  const Sampler samplers[] = {
      Sampler(Distribution::Uniform(-0.3, 1.7)), Sampler(Distribution::Normal(0.1, 0.7)),
      Sampler(Distribution::Beta(6, 4)), Sampler(Distribution::Beta(0.4, 30)),
      Sampler(Distribution::Beta(300, 0.9))};
  for (std::uint64_t k = 0; k < kArguments; ++k) {
    const double unit = Argument(k, 0, 1);
    hash.Add(portable::NormalQuantile(unit));
    hash.Add(portable::NormalQuantile(unit * unit * unit * unit * 1e-12));
    hash.Add(portable::LogGamma(30 * unit));
    hash.Add(portable::IncompleteBeta(unit, 2.5, 1.5, 0.1));
    for (const Sampler& sampler : samplers) hash.Add(sampler.Quantile(unit));
  }
  return hash.value();
}

std::uint64_t HashOfDraws() {
  BitsHash hash;
  for (std::uint64_t run = 0; run < 50; ++run) {
    const Random random(20250516, run << (run % 60));
    for (std::uint64_t k = 0; k < 100; ++k) {
      const StreamKey stream = MakeStream("draw", k % 2 == 0 ? "P1" : "P2", "water");
      hash.Add(random.Bits(stream, k));
      hash.Add(random.Uniform(stream, k));
      hash.Add(random.Normal(stream, k));
    }
  }
  return hash.value();
}

// The same on every machine, compiler and optimization level. A change here changes every result
// the engine has ever printed: say so in the changelog.
TEST(SameBitsTest, ElementaryFunctions) {
  EXPECT_EQ(HashOfElementaryFunctions(), 2899169929840846369U);
}
TEST(SameBitsTest, Distributions) { EXPECT_EQ(HashOfDistributions(), 7107618719159525248U); }
TEST(SameBitsTest, Draws) { EXPECT_EQ(HashOfDraws(), 17557790545224231913U); }

}  // namespace
}  // namespace dragoman
