"""Staff, what they decide and ask for, what waits for them; holding, joining and opening of documents.

Revision ID: 0003
Revises: 0002
"""
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('document_id', sa.Text(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('before', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('after', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.Column('undone_by', sa.Text(), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_decisions_document_id'), ['document_id'], unique=False)

    op.create_table('folder_rules',
    sa.Column('folder', sa.Text(), nullable=False),
    sa.Column('review', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('folder', name=op.f('pk_folder_rules'))
    )
    op.create_table('requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.Column('problem', sa.Text(), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requests'))
    )
    with op.batch_alter_table('requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_requests_done_at'), ['done_at'], unique=False)

    op.create_table('users',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('session_key', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('signed_in_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_users'))
    )
    op.create_table('harvested',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('page', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('speakers', sa.JSON(), nullable=False),
    sa.Column('format', sa.Text(), nullable=False),
    sa.Column('first_published', sa.Text(), server_default='', nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.Column('first_seen_at', sa.DateTime(), nullable=False),
    sa.Column('gone_at', sa.DateTime(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('accepted', sa.JSON(), nullable=False),
    sa.Column('document_id', sa.Text(), nullable=True),
    sa.Column('fetched', sa.Text(), server_default='', nullable=False),
    sa.Column('validators', sa.JSON(), server_default='{}', nullable=False),
    sa.Column('problem', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_harvested_document_id_documents'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_harvested')),
    sa.UniqueConstraint('page', 'address', name=op.f('uq_harvested_page'))
    )
    with op.batch_alter_table('harvested', schema=None) as batch_op:
        batch_op.create_index('ix_harvested_document_id', ['document_id'], unique=False)

    op.create_table('likenesses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('document_id', sa.Text(), nullable=False),
    sa.Column('other_id', sa.Text(), nullable=False),
    sa.Column('share', sa.Double(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['documents.id'], name=op.f('fk_likenesses_document_id_documents'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['documents.id'], name=op.f('fk_likenesses_other_id_documents'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_likenesses')),
    sa.UniqueConstraint('kind', 'document_id', 'other_id', name=op.f('uq_likenesses_kind'))
    )
    with op.batch_alter_table('likenesses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_likenesses_document_id'), ['document_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_likenesses_other_id'), ['other_id'], unique=False)

    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('held_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('held_for', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('opened', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('joined_to', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('format_of', sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f('ix_documents_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_format_of'), ['format_of'], unique=False)
        batch_op.create_index('ix_documents_held_at', ['held_at'], unique=False, sqlite_where=sa.text('held_at IS NOT NULL'))

    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.create_index('ix_places_shown', ['path', 'state', 'progress', 'outcome', 'changed_at'], unique=False)

    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.add_column(sa.Column('former_slugs', sa.JSON(), server_default='[]', nullable=False))

    with op.batch_alter_table('person_aliases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('spelling', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('versions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('warnings', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('sketch', sa.LargeBinary(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('versions', schema=None) as batch_op:
        batch_op.drop_column('sketch')
        batch_op.drop_column('warnings')

    with op.batch_alter_table('person_aliases', schema=None) as batch_op:
        batch_op.drop_column('spelling')

    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.drop_column('former_slugs')

    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.drop_index('ix_places_shown')

    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_index('ix_documents_held_at')
        batch_op.drop_index(batch_op.f('ix_documents_format_of'))
        batch_op.drop_index(batch_op.f('ix_documents_created_at'))
        batch_op.drop_column('format_of')
        batch_op.drop_column('joined_to')
        batch_op.drop_column('opened')
        batch_op.drop_column('held_for')
        batch_op.drop_column('held_at')

    with op.batch_alter_table('likenesses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_likenesses_other_id'))
        batch_op.drop_index(batch_op.f('ix_likenesses_document_id'))

    op.drop_table('likenesses')
    with op.batch_alter_table('harvested', schema=None) as batch_op:
        batch_op.drop_index('ix_harvested_document_id')

    op.drop_table('harvested')
    op.drop_table('users')
    with op.batch_alter_table('requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_requests_done_at'))

    op.drop_table('requests')
    op.drop_table('folder_rules')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_document_id'))
        batch_op.drop_index(batch_op.f('ix_decisions_at'))

    op.drop_table('decisions')
