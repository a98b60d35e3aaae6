#include "engine/core/random.h"

#include "engine/core/internal/philox.h"
#include "engine/core/portable_math.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

constexpr std::uint32_t LowHalf(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
constexpr std::uint32_t HighHalf(std::uint64_t word) {
  return static_cast<std::uint32_t>(word >> 32);
}

// The length goes in too: ("ab", "c") and ("a", "bc") are different streams.
std::uint64_t AddPart(std::uint64_t hash, std::string_view part) {
  return MixBits(HashBytes(part, hash) ^ (std::uint64_t{part.size()} << 32));
}

}  // namespace

std::uint64_t MixBits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
  return bits ^ (bits >> 31);
}

StreamKey MakeStream(std::string_view purpose, std::string_view first, std::string_view second) {
  const std::uint64_t start = HashBytes({});
  return StreamKey{AddPart(AddPart(AddPart(start, purpose), first), second)};
}

std::uint64_t Random::Bits(StreamKey stream, std::uint64_t index) const {
  // (seed, run, stream, index) are 256 bits and a block takes 192: run and index fill the counter,
  // so that for one seed and stream no two draws share a block; seed and stream share the key,
  // which is one to one in each of them while the other is held.
  constexpr std::uint64_t kGoldenRatio = 0x9e3779b97f4a7c15ULL;
  const std::uint64_t key =
      MixBits(MixBits(seed_ + kGoldenRatio) + static_cast<std::uint64_t>(stream));
  const internal::PhiloxCounter block =
      internal::Philox4x32({LowHalf(index), HighHalf(index), LowHalf(run_), HighHalf(run_)},
                           {LowHalf(key), HighHalf(key)});
  return (std::uint64_t{block[1]} << 32) | block[0];
}

double Random::Uniform(StreamKey stream, std::uint64_t index) const {
  // Odd multiples of 2^-53: never 0 or 1, symmetric about 1/2, and 1 - u is exact.
  const std::uint64_t odd = ((Bits(stream, index) >> 12) << 1) | 1U;
  return static_cast<double>(odd) * 0x1p-53;
}

double Random::Normal(StreamKey stream, std::uint64_t index) const {
  return portable::NormalQuantile(Uniform(stream, index));
}

}  // namespace dragoman
