#include "engine/bargaining/offer_set.h"

#include <algorithm>

#include "engine/core/random.h"

namespace dragoman {

std::uint64_t OfferSet::HashOf(const Offer& offer) {
  // Four options to a word: the hash is taken of every offer that is heard.
  const std::size_t size = offer.options.size();
  std::uint64_t hash = size;
  for (std::size_t k = 0; k < size; k += 4) {
    std::uint64_t word = 0;
    for (std::size_t j = 0; j < 4 && k + j < size; ++j) {
      word |= static_cast<std::uint64_t>(offer.options[k + j]) << (16 * j);
    }
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29U;
  }
  return MixBits(hash);
}

std::size_t OfferSet::Find(const Offer& offer, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(hash) & mask;
  while (slots_[at].generation == generation_ &&
         (slots_[at].hash != hash || order_[slots_[at].index] != offer)) {
    at = (at + 1) & mask;
  }
  return at;
}

bool OfferSet::Insert(const Offer& offer) {
  if (2 * (offers_ + 1) > slots_.size()) Grow();
  const std::uint64_t hash = HashOf(offer);
  Slot& slot = slots_[Find(offer, hash)];
  if (slot.generation == generation_) return false;
  slot = {generation_, hash, static_cast<std::uint32_t>(offers_)};
  order_[offers_++] = offer;
  return true;
}

bool OfferSet::Contains(const Offer& offer) const {
  if (offers_ == 0) return false;
  return slots_[Find(offer, HashOf(offer))].generation == generation_;
}

void OfferSet::Grow() {
  const std::size_t size = std::max<std::size_t>(64, 2 * slots_.size());
  slots_.assign(size, Slot{});
  order_.resize(size / 2);
  ++generation_;
  for (std::size_t k = 0; k < offers_; ++k) {
    const std::uint64_t hash = HashOf(order_[k]);
    slots_[Find(order_[k], hash)] = {generation_, hash, static_cast<std::uint32_t>(k)};
  }
}

}  // namespace dragoman
