#include "engine/sensitivity/internal/order.h"

#include <algorithm>
#include <numeric>

#include "engine/core/assert.h"

namespace dragoman::internal {
namespace {

// Up to `enough` + 1: whether there are more is all that is asked.
std::size_t OrderDistinctValues(std::span<const double> values,
                                std::span<const std::uint32_t> order, std::size_t enough) {
  std::size_t distinct = values.empty() ? 0 : 1;
  for (std::size_t k = 1; k < order.size() && distinct <= enough; ++k) {
    if (values[order[k]] != values[order[k - 1]]) ++distinct;
  }
  return distinct;
}

}  // namespace

std::vector<std::uint32_t> AscendingOrder(std::span<const double> values) {
  DRAGOMAN_ASSERT(values.size() <= UINT32_MAX);
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  return order;
}

double QuantileInOrder(std::span<const double> values, std::span<const std::uint32_t> order,
                       std::size_t part, std::size_t parts) {
  // In whole numbers, so that a quantile that is an order statistic is that value to the bit.
  const std::size_t scaled = (order.size() - 1) * part;
  const std::size_t place = scaled / parts;
  const double low = values[order[place]];
  if (scaled % parts == 0) return low;
  const double share = static_cast<double>(scaled % parts) / static_cast<double>(parts);
  return low + (values[order[place + 1]] - low) * share;
}

RankClasses ClassesByRank(std::span<const double> values, std::span<const std::uint32_t> order,
                          std::size_t wanted, Ties ties) {
  DRAGOMAN_ASSERT(wanted >= 1);
  const bool by_value = OrderDistinctValues(values, order, wanted) <= wanted;
  RankClasses classes;
  classes.of_row.resize(values.size());
  std::size_t lowest = 0;  // place of the first of equal values
  std::size_t last = 0;    // what the class before was, by the formula
  for (std::size_t k = 0; k < order.size(); ++k) {
    const bool new_value = k == 0 || values[order[k]] != values[order[k - 1]];
    if (new_value) lowest = k;
    const std::size_t rank = (ties == Ties::kTogether ? lowest : k) + 1;
    const std::size_t formula = (rank * wanted - 1) / order.size();
    if (k == 0 || (by_value ? new_value : formula != last)) ++classes.count;
    last = formula;
    classes.of_row[order[k]] = static_cast<std::uint32_t>(classes.count - 1);
  }
  return classes;
}

}  // namespace dragoman::internal
