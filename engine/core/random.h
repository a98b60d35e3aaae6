#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

/// Names one stream of random numbers: what it is drawn for, and for whom.
enum class StreamKey : std::uint64_t {};

/// The stream of `purpose` ("walk-out") for the entities named, in that order. Equal texts give
/// equal keys on every machine and for ever.
StreamKey MakeStream(std::string_view purpose, std::string_view first = {},
                     std::string_view second = {});

/// Counter-based random numbers: a value depends on (seed, run, stream, index) only, never on how
/// many numbers were drawn before, by whom, or on which thread.
///
/// Philox 4x32 with 10 rounds: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011. Integer arithmetic only. Copyable, two words. All 64 bits of each of the four
/// count: run and index are the counter, so within one seed and stream no two draws share a block;
/// seed and stream are mixed into the key. About 15 ns a draw.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t run) : seed_(seed), run_(run) {}

  /// 64 random bits.
  std::uint64_t Bits(StreamKey stream, std::uint64_t index = 0) const;

  /// Uniform in the open interval (0, 1): an odd multiple of 2^-53, so 1 - u is exact.
  double Uniform(StreamKey stream, std::uint64_t index = 0) const;

  /// Standard normal by inversion, so monotone in Uniform(stream, index).
  double Normal(StreamKey stream, std::uint64_t index = 0) const;

  std::uint64_t seed() const { return seed_; }
  std::uint64_t run() const { return run_; }

 private:
  std::uint64_t seed_;
  std::uint64_t run_;
};

/// A well-mixed 64-bit value (the finalizer of SplitMix64, Steele, Lea & Flood 2014).
std::uint64_t MixBits(std::uint64_t bits);

}  // namespace dragoman
