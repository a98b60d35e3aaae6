#include "engine/designs/saltelli.h"

#include <numbers>
#include <vector>

#include "engine/designs/parameter_range.h"
#include "tests/designs/sampling_vectors.h"

namespace dragoman {
namespace {

using testing_support::ExpectPrefix;
using testing_support::RowOf;
using testing_support::Rows;
using testing_support::RowsOf;

TEST(SaltelliTest, HasTheReferenceRowsToTheBit) {
  DRAGOMAN_READ_VECTORS(vectors, "saltelli.json");
  EXPECT_EQ(RowsOf(SobolDesign(6, 64)), vectors["base_sequence_2D"].get<Rows>());
  EXPECT_EQ(RowsOf(SaltelliDesign(3, 64, true)), vectors["unit_second"].get<Rows>());
  EXPECT_EQ(RowsOf(SaltelliDesign(3, 64, false)), vectors["unit_first"].get<Rows>());
}

TEST(SaltelliTest, HasTheReferenceRowsWithinBounds) {
  DRAGOMAN_READ_VECTORS(vectors, "saltelli.json");
  const auto range = ParameterRange::Linear(-std::numbers::pi, std::numbers::pi);
  Rows rows = RowsOf(SaltelliDesign(3, 64, true));
  for (std::vector<double>& row : rows) {
    for (double& x : row) x = range->Value(x);
  }
  EXPECT_EQ(rows, vectors["pi_second"].get<Rows>());
}

TEST(SaltelliTest, HasTheReferenceRowsOfGroupsAndOfALaterStart) {
  DRAGOMAN_READ_VECTORS(vectors, "saltelli.json");
  EXPECT_EQ(RowsOf(SaltelliDesign(4, 16, true, {0, 1, 0, 2})),
            vectors["groups_abac_unit_second_N16"].get<Rows>());
  EXPECT_EQ(RowsOf(SaltelliDesign(3, 64, true, {}, 64)),
            vectors["legacy_saltelli_skip64_unit_second"].get<Rows>());
}

// Base point 3 of four coordinates is (0.25, 0.75, 0.75, 0.75): A = (0.25, 0.75), B = (0.75, 0.75).
// Point 2 is (0.75, 0.25, 0.25, 0.25).
TEST(SaltelliTest, ExchangesOneParameterARow) {
  const SaltelliDesign design(2, 4, true);
  EXPECT_EQ(design.rows_per_base(), 6U);
  EXPECT_EQ(design.size(), 24U);
  EXPECT_EQ(RowOf(design, 12), (std::vector<double>{0.75, 0.25}));  // A
  EXPECT_EQ(RowOf(design, 13), (std::vector<double>{0.25, 0.25}));  // AB_1
  EXPECT_EQ(RowOf(design, 14), (std::vector<double>{0.75, 0.25}));  // AB_2
  EXPECT_EQ(RowOf(design, 15), (std::vector<double>{0.75, 0.25}));  // BA_1
  EXPECT_EQ(RowOf(design, 16), (std::vector<double>{0.25, 0.25}));  // BA_2
  EXPECT_EQ(RowOf(design, 17), (std::vector<double>{0.25, 0.25}));  // B
  EXPECT_EQ(RowOf(design, 18), (std::vector<double>{0.25, 0.75}));  // A of the next
  EXPECT_EQ(RowOf(design, 19), (std::vector<double>{0.75, 0.75}));
}

TEST(SaltelliTest, DoublingTheBasePointsKeepsTheOldRows) {
  ExpectPrefix(SaltelliDesign(25, 64, true), SaltelliDesign(25, 128, true));
  ExpectPrefix(SaltelliDesign(7, 32, false), SaltelliDesign(7, 64, false));
  ExpectPrefix(SaltelliDesign(4, 32, true, {1, 0, 0, 2}),
               SaltelliDesign(4, 64, true, {1, 0, 0, 2}));
}

TEST(SaltelliTest, CountsRowsByGroups) {
  EXPECT_EQ(SaltelliDesign(25, 1, false).size(), 27U);
  EXPECT_EQ(SaltelliDesign(25, 1, true).size(), 52U);
  EXPECT_EQ(SaltelliDesign(4, 1, true, {0, 1, 0, 2}).size(), 8U);
  EXPECT_EQ(SaltelliDesign(kMaxSaltelliParameters, 2, false).size(), 2 * (1833U + 2));
}

}  // namespace
}  // namespace dragoman
